// The router asks the window for the address. In a folder of ours that is not the app's own, which the page's shim has: it is asked first.
import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";
import { mountedGlobal } from "../../src/preview/browser/mount-shim.ts";

/** However the router calls the window. */
const windowLocation = /\b(?:window2?|routerWindow|windowImpl)\.location\b/g;
const appLocation = `(globalThis.${mountedGlobal}?.location ?? globalThis.location)`;

export const appAddress: Plugin = {
  name: "app-address",
  setup(setup) {
    setup.onLoad({ filter: /[/\\]react-router[/\\]dist[/\\].*\.m?js$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replace(windowLocation, appLocation),
      loader: "js",
    }));
  },
};
