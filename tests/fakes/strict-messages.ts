// What the strictest servers together refuse in the messages of a Chat Completions request, beside what request-checks.ts says: any of these keeps an
// app from going on, however often it is tried. Each names who does it.
import { isRecord } from "./request-checks.ts";
import { callsIn, isObjectText, type Message, messagesOf, neighbours, unpaired } from "./servers/messages.ts";

export function strictViolationsOf(messages: unknown): string[] {
  const body = { messages };
  const told = messagesOf(body);
  const found = told.flatMap((message, at) => textViolations(message).map((what) => `messages[${at}]: ${what}`));
  const ids = callsIn(body).map(({ id }) => id);
  // Mistral; Anthropic and Bedrock for the second.
  for (const id of ids) if (!/^[a-zA-Z0-9]{9}$/.test(String(id))) found.push(`id of a call: ${String(id)}`);
  if (new Set(ids).size < ids.length) found.push("two calls have one id");
  // vLLM, SGLang, llama.cpp, Ollama.
  for (const call of callsIn(body)) if (!isObjectText(call.arguments)) found.push(`arguments: ${String(call.arguments)}`);
  // OpenAI; Gemini for the first character.
  for (const { name } of callsIn(body))
    if (!/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/.test(String(name))) found.push(`name: ${String(name)}`);
  if (unpaired(body).length > 0) found.push(`no pairs: ${unpaired(body).join(", ")}`);
  return [...found, ...orderViolations(told)];
}

function textViolations({ role, content, tool_calls }: Message): string[] {
  // llama.cpp, TGI, Workers AI; DeepSeek where it is missing.
  if (typeof content !== "string") return ["content is not a text"];
  // Strict readers of JSON.
  const found = content.isWellFormed() ? [] : ["half of a character"];
  const mayBeEmpty = role === "assistant" && tool_calls.length > 0 && content === "";
  // Anthropic, Bedrock, Gemini.
  return content.trim() === "" && !mayBeEmpty ? [...found, "says nothing"] : found;
}

/** Mistral, Gemma, Qwen. */
function orderViolations(told: readonly Message[]): string[] {
  const found: string[] = [];
  const roles = told.map(({ role }) => role);
  if (roles.lastIndexOf("system") > 0) found.push("a system message that is not the first");
  const spoken = roles.filter((role) => role !== "system");
  if (spoken[0] !== "user") found.push("no user first");
  if (!["user", "tool"].includes(spoken.at(-1) ?? "")) found.push("no user or tool last");
  const follows: Record<string, string[]> = { user: ["assistant"], assistant: ["user", "tool"], tool: ["tool", "assistant"] };
  const pair = neighbours({ messages: told.map(({ fields }) => fields).filter(isRecord) }, (before, after) => {
    return !follows[before.role]?.includes(after.role);
  });
  if (pair) found.push(`${pair[1].role} after ${pair[0].role}`);
  return found;
}
