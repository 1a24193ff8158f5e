// The text form of a tool: the model writes plain text instead of JSON. How it maps to arguments is declared, not programmed, so that the same
// declaration serves to carry the call out, to show it while it streams, and to give it to a model that only knows JSON.
import type { TextForm, ToolCall, ToolDefinition } from "./model.ts";

/** The arguments as in the tool's schema. Without a line break after the first line the rest is missing: the call was cut. */
export function argumentsOfText(form: TextForm, text: string): Record<string, string> {
  if (form.firstLine === undefined) return { [form.rest]: text };
  const end = text.indexOf("\n");
  if (end === -1) return { [form.firstLine]: text.trim() };
  return { [form.firstLine]: text.slice(0, end).trim(), [form.rest]: text.slice(end + 1) };
}

/** The call's arguments as JSON text, whichever form the model wrote them in. */
export function jsonArgumentsOf(call: ToolCall, tools: readonly ToolDefinition[]): string {
  if (call.form !== "text") return call.arguments;
  const form = tools.find((tool) => tool.name === call.name)?.text;
  return JSON.stringify(argumentsOfText(form ?? unknownForm, call.arguments));
}

/** For a tool that does not exist: shows the model what it wrote. */
const unknownForm: TextForm = { description: "", rest: "input" };
