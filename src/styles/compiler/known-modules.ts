// What a stylesheet or a configuration may load by name, besides the app's own files: Tailwind's own modules, and the plugins that are here.
import aspectRatio from "@tailwindcss/aspect-ratio";
import containerQueries from "@tailwindcss/container-queries";
import forms from "@tailwindcss/forms";
import typography from "@tailwindcss/typography";
import colors from "tailwindcss/colors";
import defaultTheme from "tailwindcss/defaultTheme";
import flattenColorPalette from "tailwindcss/lib/util/flattenColorPalette";
import plugin from "tailwindcss/plugin";
import animate from "tailwindcss-animate";
import texts from "./texts.generated.json" with { type: "json" };

const plugins: Readonly<Record<string, unknown>> = {
  "@tailwindcss/aspect-ratio": aspectRatio,
  "@tailwindcss/container-queries": containerQueries,
  "@tailwindcss/forms": forms,
  "@tailwindcss/typography": typography,
  "tailwindcss-animate": animate,
};

/** The names of plugins, for messages. */
export const pluginNames: readonly string[] = Object.keys(plugins);

const modules: Readonly<Record<string, unknown>> = {
  ...plugins,
  "tailwindcss/colors": colors,
  "tailwindcss/defaultTheme": defaultTheme,
  "tailwindcss/plugin": plugin,
  "tailwindcss/lib/util/flattenColorPalette": flattenColorPalette,
  // Where files are, which a configuration asks for its `content`; all files count here.
  path: { join: (...parts: unknown[]) => parts.join("/"), resolve: (...parts: unknown[]) => parts.join("/") },
};

/** Undefined if there is no such module. */
export const knownModule = (name: string): unknown => {
  const known = name.replace(/^node:/, "").replace(/\.js$/, "");
  return Object.hasOwn(modules, known) ? modules[known] : undefined;
};

/** Stylesheets that Tailwind reads for a name. */
const sheets: Readonly<Record<string, string>> = {
  tailwindcss: texts.index,
  "tailwindcss/index": texts.index,
  "tailwindcss/preflight": texts.preflight,
  "tailwindcss/theme": texts.theme,
  "tailwindcss/utilities": texts.utilities,
  "tw-animate-css": texts.animate,
};

/** Null for a name that is not known. */
export const knownSheet = (name: string): string | null => {
  const known = name.replace(/\.css$/, "");
  return Object.hasOwn(sheets, known) ? (sheets[known] ?? null) : null;
};
