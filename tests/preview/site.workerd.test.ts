// The chat's own pages: what they may connect to, hold and be held by.
import { exports } from "cloudflare:workers";
import { describe, expect, test } from "vitest";

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
