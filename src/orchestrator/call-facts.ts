// What a call says, read off its arguments as its tool declares them. What cannot be read, as in a call that was cut off, says nothing.
import type { ToolCall } from "../llm/model.ts";
import { argumentsOfText } from "../llm/text-form.ts";
import { checkPath } from "../workspace/paths.ts";
import { toolNamed } from "./tools/index.ts";

/** The arguments, whichever form they are written in; empty when they are none. */
function argumentsOf(call: ToolCall): Record<string, unknown> {
  const form = call.form === "text" ? toolNamed(call.name)?.definition.text : undefined;
  if (form) return argumentsOfText(form, call.arguments);
  try {
    const value: unknown = JSON.parse(call.arguments);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    // Broken or cut off: it was never carried out.
    return {};
  }
}

/** The files that it is about, by where they are after it. Paths in their normal form. */
export function filesNamed(call: ToolCall): string[] {
  const given = toolNamed(call.name)?.files(argumentsOf(call)) ?? [];
  return given.flatMap((text) => {
    const checked = typeof text === "string" ? checkPath(text) : null;
    return checked?.ok ? [checked.path] : [];
  });
}

/** The whole text of the file that it is about; null when it does not hold one. */
export function wholeTextIn(call: ToolCall): string | null {
  const seen = toolNamed(call.name)?.seen;
  const content = seen?.as === "write" ? argumentsOf(call)[seen.content] : null;
  return typeof content === "string" ? content : null;
}

/** What it says the run came to; null when it says nothing of that. */
export function conclusionOf(call: ToolCall): string | null {
  const conclusion = toolNamed(call.name)?.conclusion(argumentsOf(call));
  return typeof conclusion === "string" ? conclusion : null;
}
