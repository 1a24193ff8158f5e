// Which files a call is about, read off its arguments. What cannot be read names none.
import type { ToolCall } from "../llm/model.ts";
import { argumentsOfText } from "../llm/text-form.ts";
import { checkPath } from "../workspace/paths.ts";
import { tools } from "./tools/index.ts";

const patchPattern = /^\*\*\* (?:Add File|Update File|Move to):(.*)/gm;

/** The arguments, whichever form they are written in; empty when they are none. */
export function argumentsOf(call: ToolCall): Record<string, unknown> {
  const form = call.form === "text" ? tools.find(({ name }) => name === call.name)?.definition.text : undefined;
  if (form) return argumentsOfText(form, call.arguments);
  try {
    const value: unknown = JSON.parse(call.arguments);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    // Broken or cut off: it was never carried out.
    return {};
  }
}

/** Paths in their normal form. A file that was moved is named by where it is now. */
export function filesNamed(call: ToolCall): string[] {
  const { path, to, input } = argumentsOf(call);
  const given = typeof input === "string" ? [...input.matchAll(patchPattern)].map((match) => match[1]?.trim()) : [to ?? path];
  return given.flatMap((text) => {
    const checked = typeof text === "string" ? checkPath(text) : null;
    return checked?.ok ? [checked.path] : [];
  });
}
