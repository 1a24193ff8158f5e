// Names that the server answers to: its own machine's, the preview host, and those that the operator names. Any other is refused at the door.
import { exports } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { misdirected } from "../../src/api/misdirected.ts";
import { type HostSettings, isOurHost } from "../../src/auth/hosts.ts";

const answersTo = (url: string, settings: HostSettings = {}) => isOurHost(new URL(url), settings);

describe("a name", () => {
  test.each([
    "http://localhost:8787/",
    "http://LOCALHOST./",
    "http://some-app.localhost:1/",
    "http://a.b.localhost./",
    "http://127.0.0.1:8787/",
    "http://127.1/",
    "http://[::1]:8787/",
    "https://edgewright.somebody.workers.dev/",
  ])("of this machine, or of Cloudflare, is ours: %s", (url) => expect(answersTo(url)).toBe(true));

  test.each([
    "http://evil.example:8787/",
    "http://localhost.evil.example/",
    "http://notlocalhost/",
    "http://127.0.0.1.evil.example/",
    "http://0.0.0.0:8787/",
    "http://192.168.1.7:8787/",
    "http://[::]:8787/",
    "http://workers.dev.evil.example/",
    "http://evilworkers.dev/",
    "http://evil.example./",
  ])("that anyone may have pointed at us is not: %s", (url) => expect(answersTo(url)).toBe(false));

  test("that the operator gave is ours, in whichever form it was written; the standard one then is not", () => {
    const HOSTS = " Build.Example.com, https://other.example:8443/ *.team.example\n[fd00::7] 192.168.1.7:8787 ";
    for (const ours of [
      "build.example.com",
      "build.example.com.:99",
      "other.example",
      "a.b.team.example",
      "[fd00::7]",
      "192.168.1.7",
    ]) {
      expect([ours, answersTo(`https://${ours}/`, { HOSTS })]).toEqual([ours, true]);
    }
    for (const foreign of ["team.example", "x.build.example.com", "example.com", "x.workers.dev"]) {
      expect([foreign, answersTo(`https://${foreign}/`, { HOSTS })]).toEqual([foreign, false]);
    }
    expect(answersTo("http://localhost/", { HOSTS })).toBe(true);
  });

  test("that stands for every name is none", () => {
    for (const HOSTS of ["*", "*.", "http://", "a b*"])
      expect([HOSTS, answersTo("http://evil.example/", { HOSTS })]).toEqual([HOSTS, false]);
  });

  test("of previews is ours with all below it", () => {
    const settings = { PREVIEW_HOST: "Previews.example:8443" };
    for (const ours of ["previews.example", "x--v2.previews.example", "x.previews.example.:8443"]) {
      expect([ours, answersTo(`https://${ours}/`, settings)]).toEqual([ours, true]);
    }
    expect(answersTo("https://evilpreviews.example/", settings)).toBe(false);
  });
});

describe("a request for a name that is not ours is answered 421", () => {
  const foreign = "http://rebound.example:8787";
  const requests: [what: string, path: string, init?: RequestInit][] = [
    ["the chat", "/"],
    ["a static file", "/icon.svg"],
    ["the API, reading", "/api/models"],
    ["a guest's sign-in", "/api/auth/sign-in/anonymous", { method: "POST", headers: { Origin: foreign }, body: "{}" }],
    ["a write of its own page", "/api/apps", { method: "POST", headers: { Origin: foreign }, body: "{}" }],
    ["a socket", "/api/apps/x/events", { headers: { Upgrade: "websocket", Origin: foreign } }],
    ["a signed preview", "/p/aaaaaaaaaaaaaaaaaaaaaaaaaa/0/"],
    ["what exists nowhere", "/nothing"],
  ];
  test.each(requests)("%s", async (_what, path, init = {}) => {
    const answer = await exports.default.fetch(new Request(foreign + path, init));
    expect(answer.status).toBe(421);
    expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(answer.headers.get("Content-Security-Policy")).toContain("frame-ancestors 'none'");
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    expect(answer.headers.getSetCookie()).toEqual([]);
    const text = await answer.text();
    expect(text).toContain("rebound.example");
    expect(text).toContain("HOSTS");
    if (path.startsWith("/api/")) expect(JSON.parse(text)).toMatchObject({ error: { code: "unknown_host" } });
  });

  test("and told of an entry of HOSTS that is no name", async () => {
    const answer = misdirected(new URL(foreign), { HOSTS: "*, fine.example" });
    expect(await answer.text()).toContain('"*" is no name');
  });
});
