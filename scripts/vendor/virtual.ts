// Modules that are not in a package as they are needed here.
import type { Plugin } from "esbuild";
import { librariesFolder } from "./folders.ts";

const sources: Record<string, string> = {
  // What the icons of lucide-react are made with; the icons themselves are served one by one.
  "lucide-react/parts":
    'export { default as createLucideIcon } from "lucide-react/dist/esm/createLucideIcon.js"; export { default as Icon } from "lucide-react/dist/esm/Icon.js";',
};

const namespace = "virtual";

export const virtualModules: Plugin = {
  name: namespace,
  setup(setup) {
    setup.onResolve({ filter: /^lucide-react\/parts$/ }, ({ path }) => ({ path, namespace }));
    setup.onLoad({ filter: /.*/, namespace }, ({ path }) => ({ contents: sources[path] ?? "", resolveDir: librariesFolder }));
  },
};
