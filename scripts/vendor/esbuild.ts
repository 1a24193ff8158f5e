// How esbuild reads the libraries: as browsers of today get them, in production, with React's own choice of build made when it is loaded.
import type { BuildOptions } from "esbuild";
import { librariesFolder } from "./folders.ts";

export const asForBrowsers = {
  bundle: true,
  format: "esm",
  platform: "browser",
  target: "es2022",
  minify: true,
  splitting: true,
  metafile: true,
  write: false,
  logLevel: "silent",
  absWorkingDir: librariesFolder,
  mainFields: ["module", "browser", "main"],
  conditions: ["production", "browser", "module", "import"],
  // A font or picture of a stylesheet becomes part of it, so that it loads nothing more.
  loader: { ".png": "dataurl", ".svg": "dataurl", ".gif": "dataurl", ".woff2": "dataurl", ".glsl": "text" },
  define: {
    "process.env.NODE_ENV": '"production"',
    "process.env": "{}",
    global: "globalThis",
    __VUE_OPTIONS_API__: "true",
    __VUE_PROD_DEVTOOLS__: "false",
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
  },
  // Vue's usual build has no compiler, which templates in a page need.
  alias: { vue: "vue/dist/vue.esm-bundler.js" },
} as const satisfies BuildOptions;
