// The chat's own pages: what they may connect to, hold and be held by.
import { exports } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import vendor from "../../src/libraries/built.generated.json" with { type: "json" };

const page = (url: string, headers: Record<string, string> = {}) =>
  exports.default.fetch(new Request(url, { headers: { Accept: "text/html", ...headers } }));

describe("a page of the chat", () => {
  test.each([
    ["http://localhost:8787/", "http://*.localhost:8787"],
    ["http://127.0.0.1:8787/", "http://*.localhost:8787"],
    ["https://edgewright.workers.dev/", "'self'"],
  ])("%s talks to itself, holds %s and nothing else, and is in no other page's hand", async (url, frames) => {
    const { headers } = await page(url);
    const policy = headers.get("Content-Security-Policy")?.split("; ");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toContain(`frame-src ${frames}`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get("Cross-Origin-Opener-Policy")).toBe("same-origin");
  });

  test("stands in no frame: an app that left its folder is told so there", async () => {
    for (const path of ["/", "/about", "/apps/x"]) {
      const response = await page(`https://edgewright.workers.dev${path}`, { "Sec-Fetch-Dest": "iframe" });
      expect([path, response.status, await response.text()]).toEqual([path, 404, expect.stringContaining("Reload the preview")]);
      expect(response.headers.get("Content-Security-Policy")).toMatch(
        /default-src 'none'.*frame-ancestors 'self'; sandbox allow-scripts$/,
      );
    }
  });
});

describe("a file of the chat", () => {
  const hashed = `/vendor/${vendor.files.find((file) => /-[0-9A-Za-z]{8}\.js$/.test(file))}`;

  test("with a hash in its name is kept for ever, every other one is asked for anew", async () => {
    const kept = await page(`https://edgewright.workers.dev${hashed}`);
    expect([kept.status, kept.headers.get("Cache-Control")]).toEqual([200, "public, max-age=31536000, immutable"]);
    for (const path of ["/assets/app.js", "/icon.svg"]) {
      const { status, headers } = await page(`https://edgewright.workers.dev${path}`);
      expect([path, status, headers.get("Cache-Control")]).toEqual([path, 200, expect.not.stringContaining("immutable")]);
      expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    }
  });

  test("that is not there is a page for a person and nothing more for a program", async () => {
    const lost = await page("https://edgewright.workers.dev/nowhere");
    expect([lost.status, await lost.text()]).toEqual([404, expect.stringContaining("/assets/app.js")]);
    expect(lost.headers.get("Content-Security-Policy")).toContain("frame-ancestors 'none'");
    const bare = await page("https://edgewright.workers.dev/nowhere", { Accept: "*/*" });
    expect([bare.status, await bare.text()]).toEqual([404, expect.not.stringContaining("<")]);
  });

  test("is read, and nothing else", async () => {
    for (const method of ["POST", "PUT", "DELETE"]) {
      const answer = await exports.default.fetch(new Request("https://edgewright.workers.dev/", { method }));
      expect([method, answer.status]).toEqual([method, 405]);
    }
  });
});
