// Facts about a call, from its arguments as its tool declares them. Unreadable arguments, as in a call that was cut off, give none.
import type { ToolCall } from "../llm/model.ts";
import { argumentsOfText } from "../llm/text-form.ts";
import { checkPath } from "../workspace/paths.ts";
import { toolNamed } from "./tools/index.ts";

/** The arguments, in whichever form they are written; empty when unreadable. */
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

/** The files it is about, at their paths after the call. Paths are normalised. */
export function filesNamed(call: ToolCall): string[] {
  const given = toolNamed(call.name)?.files(argumentsOf(call)) ?? [];
  return given.flatMap((text) => {
    const checked = typeof text === "string" ? checkPath(text) : null;
    return checked?.ok ? [checked.path] : [];
  });
}

/** The whole text of its file; null when it does not hold one. */
export function wholeTextIn(call: ToolCall): string | null {
  const seen = toolNamed(call.name)?.seen;
  const content = seen?.as === "write" ? argumentsOf(call)[seen.content] : null;
  return typeof content === "string" ? content : null;
}

/** The run's result as stated by the call; null when it states none. */
export function conclusionOf(call: ToolCall): string | null {
  const conclusion = toolNamed(call.name)?.conclusion(argumentsOf(call));
  return typeof conclusion === "string" ? conclusion : null;
}
