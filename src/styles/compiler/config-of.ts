// The configuration that counts for a sheet: the one it names, the one of the app, or what a page's script assigns; and what of it Tailwind 4 does not read.
import type { AtRule } from "../../workspace/checks/css.ts";
import { scanHtml } from "../../workspace/checks/html.ts";
import type { StyleSheet } from "../contract.ts";
import { type ConfigFiles, readAssigned, readConfig } from "./config/read.ts";
import { isObject, ownProperty } from "./config/values.ts";
import { knownModule } from "./known-modules.ts";

export interface SheetConfig {
  /** Rules that put it into the sheet. */
  head: string[];
  /** What its modules are, by the name that the sheet loads them by. */
  values: ReadonlyMap<string, unknown>;
  safelist: string[];
  /** Of borders without a colour of their own. */
  borderColor: string | null;
}

const fileName = /^(?:[\w-]+\/)?tailwind\.config\.(?:js|cjs|mjs|ts|cts|mts)$/;
/** The name under which the sheet loads what a page's script assigns. */
const assignedName = "/tailwind.config of the page";

export function configOf(
  sheet: Pick<StyleSheet, "path" | "script">,
  atRules: readonly AtRule[],
  files: ConfigFiles,
): SheetConfig {
  const named = atRules.filter(({ name, url }) => name === "config" && url !== null).map(({ url }) => url ?? "");
  const values = new Map<string, unknown>();
  const head: string[] = [];
  for (const id of named) if (id.startsWith("/")) values.set(id, readConfig(id.slice(1), files) ?? {});
  if (sheet.script !== undefined) {
    const plugins = sheet.script.plugins
      .split(",")
      .map((name) => knownModule(`@tailwindcss/${name}`))
      .filter((plugin) => plugin !== undefined);
    const config = assignedIn(sheet.path, files);
    if (isObject(config) || plugins.length > 0) {
      const own = isObject(config) ? ownProperty(config, "plugins") : [];
      values.set(assignedName, {
        ...(isObject(config) ? config : {}),
        plugins: [...plugins, ...(Array.isArray(own) ? own : [])],
      });
      head.push(`@config "${assignedName}";`);
    }
  } else if (named.length === 0 && atRules.some(bringsTailwind)) {
    const path = [...files.files.keys()].filter((name) => fileName.test(name)).sort((one, other) => one.length - other.length)[0];
    const config = path === undefined ? null : readConfig(path, files);
    if (isObject(config)) {
      values.set(`/${path}`, config);
      head.push(`@config "/${path}";`);
    }
  }
  for (const [id, value] of values) values.set(id, withPresets(value));
  const configs = [...values.values()].filter(isObject);
  return {
    head,
    values,
    safelist: configs.flatMap(safelistOf),
    borderColor: configs.map(borderColorOf).find((color) => color !== null) ?? null,
  };
}

/** The sheet that brings Tailwind, and not one that only uses it. */
export const bringsTailwind = ({ name, url }: { name: string; url: string | null }): boolean =>
  name === "tailwind" || (name === "import" && /^tailwindcss(?:\/|$)/.test(url ?? ""));

function assignedIn(path: string, files: ConfigFiles): unknown {
  const { elements } = scanHtml(files.files.get(path) ?? "");
  for (const { name, text, textOffset } of elements) {
    if (name !== "script" || !/tailwind\s*\.\s*config\s*=/.test(text)) continue;
    const found = readAssigned(path, text, textOffset, files);
    if (found !== null) return found;
  }
  return null;
}

/** `content` says where classes are, and here they are looked for everywhere. */
function withPresets(value: unknown): unknown {
  if (!isObject(value) || typeof value === "function") return value;
  const { content: _content, ...config } = value;
  const plugins = ownProperty(config, "plugins");
  // Null and false stand for a plugin that is switched off.
  return Array.isArray(plugins) ? { ...config, plugins: plugins.filter((plugin) => isObject(plugin)) } : config;
}

function safelistOf(config: Record<string, unknown>): string[] {
  const list = ownProperty(config, "safelist");
  return Array.isArray(list) ? list.filter((name) => typeof name === "string").flatMap((name) => name.split(/\s+/)) : [];
}

function borderColorOf(config: Record<string, unknown>): string | null {
  const theme = ownProperty(config, "theme");
  const extend = isObject(theme) ? ownProperty(theme, "extend") : null;
  for (const part of [extend, theme]) {
    const colors = isObject(part) ? ownProperty(part, "borderColor") : null;
    const color = isObject(colors) ? ownProperty(colors, "DEFAULT") : null;
    if (typeof color === "string") return color;
  }
  return null;
}
