import { describe, expect, test } from "vitest";
import { previewAddresses, previewHostOf, previewHostTarget, previewPathTarget } from "../../src/preview/address.ts";

const appId = "abcdefghijklmnopqrstuvwxyz";
const secret = "a secret of the tests";

describe("a preview's address", () => {
  test.each(["latest", 7] as const)("leads back to %s on a host of its own", (ref) => {
    const url = new URL(previewAddresses("http://localhost:8787", "localhost:8787", secret)(appId, ref));
    expect(previewHostTarget(url, "localhost:8787")).toEqual({ appId, ref, path: "/", mount: "" });
  });

  test.each(["latest", 7] as const)("leads back to %s under a path", (ref) => {
    const url = new URL(previewAddresses("https://edgewright.test", null, secret)(appId, ref));
    const inside = new URL("src/a%20b.ts?x=1", url);
    expect(previewPathTarget(inside, secret)).toEqual({ appId, ref, path: "/src/a%20b.ts", mount: url.pathname.slice(0, -1) });
  });

  test("is refused with another secret, another version, another app or a shorter signature", () => {
    const url = previewAddresses("https://edgewright.test", null, secret)(appId, 7);
    expect(previewPathTarget(new URL(url), "another secret")).toBe("invalid");
    expect(previewPathTarget(new URL(url.replace("--v7", "--v8")), secret)).toBe("invalid");
    expect(previewPathTarget(new URL(url.replace("--v7", "")), secret)).toBe("invalid");
    expect(previewPathTarget(new URL(url.replace("abc", "cba")), secret)).toBe("invalid");
    expect(previewPathTarget(new URL(url.replace(/.\/$/, "/")), secret)).toBe("invalid");
    expect(previewPathTarget(new URL("https://edgewright.test/p/"), secret)).toBe("invalid");
    expect(previewPathTarget(new URL("https://edgewright.test/api/apps"), secret)).toBeNull();
  });

  test.each([
    "http://localhost:8787/",
    "http://localhost:9999/",
    "http://x.localhost:8787/",
    "http://a.abcdefghijklmnopqrstuvwxyz.localhost:8787/",
    "http://abcdefghijklmnopqrstuvwxyz--v0.localhost:8787/",
    "http://abcdefghijklmnopqrstuvwxyz.localhost.test:8787/",
  ])("is not seen in %s", (url) => {
    expect(previewHostTarget(new URL(url), "localhost:8787")).toBeNull();
  });

  test("has a host without configuration on localhost only", () => {
    expect(previewHostOf("http://localhost:8787", undefined)).toBe("localhost:8787");
    expect(previewHostOf(`http://${appId}.localhost:8787`, "")).toBe("localhost:8787");
    expect(previewHostOf("https://edgewright.test", undefined)).toBeNull();
    expect(previewHostOf("https://edgewright.test", " previews.test ")).toBe("previews.test");
  });
});
