import { networkInterfaces } from "node:os";
import { expect, test } from "vitest";
import { namesOf, reachableName } from "../../scripts/lib/addresses.ts";
import { isOurHost } from "../../src/auth/hosts.ts";

test("a server that is opened to the network answers to its own addresses, and one that is not needs no name", () => {
  for (const ip of ["localhost", "127.0.0.1", "::1"]) expect(namesOf(ip)).toEqual([]);
  expect([namesOf("192.168.1.7"), namesOf("fd00::7")]).toEqual([["192.168.1.7"], ["[fd00::7]"]]);
  const outside = Object.values(networkInterfaces()).flatMap((all = []) => all.filter(({ internal }) => !internal));
  expect(namesOf("0.0.0.0")).toHaveLength(outside.length);
});

test("what a person is told to open is answered", () => {
  for (const ip of ["localhost", "127.0.0.1", "::1", "0.0.0.0", "192.168.1.7", "fd00::7"]) {
    const url = new URL(`http://${reachableName(ip)}:8787`);
    expect([ip, isOurHost(url, { HOSTS: namesOf(ip).join(",") })]).toEqual([ip, true]);
  }
});
