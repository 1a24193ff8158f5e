// Says what is wrong with a Chat Completions request, as strictly as the strictest compatible server.
import type { ChatRequest } from "./scenario.ts";

const knownParameters = new Set([
  ..."model messages tools tool_choice parallel_tool_calls stream stream_options max_tokens max_completion_tokens temperature".split(
    " ",
  ),
  ..."top_p n stop seed user metadata store reasoning_effort verbosity response_format service_tier prompt_cache_key".split(" "),
  ..."safety_identifier presence_penalty frequency_penalty logit_bias logprobs top_logprobs prediction".split(" "),
]);
const openRouterParameters = new Set(["usage", "provider", "reasoning", "transforms", "models", "route"]);
const toolName = /^[a-zA-Z0-9_-]{1,64}$/;

export function violationsOf(body: ChatRequest, headers: Record<string, string>, path: string): string[] {
  const found: string[] = [];
  found.push(...headerViolations(headers));
  if (typeof body.model !== "string" || !body.model) found.push("model is not a name");
  for (const name of Object.keys(body)) {
    if (knownParameters.has(name) || (path.includes("openrouter") && openRouterParameters.has(name))) continue;
    found.push(`unknown parameter ${name}`);
  }
  if (body.max_tokens !== undefined && body.max_completion_tokens !== undefined) found.push("two output limits");
  found.push(...streamViolations(body), ...toolViolations(body.tools), ...messageViolations(body.messages));
  return found;
}

export function headerViolations(headers: Record<string, string>): string[] {
  const found: string[] = [];
  if (!/^Bearer \S+$/.test(headers.authorization ?? "")) found.push("no bearer token in Authorization");
  if (!(headers["content-type"] ?? "").startsWith("application/json")) found.push("Content-Type is not application/json");
  return found;
}

function streamViolations(body: ChatRequest): string[] {
  if (body.stream !== true) return body.stream_options === undefined ? [] : ["stream_options without stream"];
  const options = body.stream_options;
  return isRecord(options) && options.include_usage === true ? [] : ["stream without stream_options.include_usage"];
}

function toolViolations(tools: unknown): string[] {
  if (tools === undefined) return [];
  if (!Array.isArray(tools) || tools.length === 0) return ["tools is not a list with entries"];
  const names = new Set<string>();
  return tools.flatMap((tool: unknown, at) => {
    const definition = isRecord(tool) && tool.type === "function" ? tool.function : undefined;
    if (!isRecord(definition)) return [`tools[${at}] is not a function`];
    const { name, description, parameters } = definition;
    if (typeof name !== "string" || !toolName.test(name)) return [`tools[${at}] has no valid name`];
    const found: string[] = [];
    if (names.has(name)) found.push(`tool ${name} is named twice`);
    names.add(name);
    if (typeof description !== "string" || !description) found.push(`tool ${name} has no description`);
    if (!isRecord(parameters) || parameters.type !== "object" || !isRecord(parameters.properties)) {
      found.push(`parameters of tool ${name} are not the schema of an object`);
    }
    return found;
  });
}

function messageViolations(messages: unknown): string[] {
  if (!Array.isArray(messages) || messages.length === 0) return ["messages is not a list with entries"];
  const found: string[] = [];
  /** Calls of the last assistant message that have no result yet. */
  let open = new Set<string>();
  let conversing = false;
  for (const [at, message] of messages.entries() as Iterable<[number, unknown]>) {
    const role = isRecord(message) ? message.role : undefined;
    if (!isRecord(message) || typeof role !== "string") {
      found.push(`messages[${at}] has no role`);
      continue;
    }
    if (role !== "tool" && open.size > 0) {
      found.push(`messages[${at}]: no result for ${[...open].join(", ")}`);
      open = new Set();
    }
    const { content } = message;
    const hasText = typeof content === "string" || (Array.isArray(content) && content.length > 0);
    switch (role) {
      case "system":
      case "developer":
        if (conversing) found.push(`messages[${at}]: ${role} message inside the conversation`);
        if (!hasText) found.push(`messages[${at}]: ${role} message without content`);
        break;
      case "user":
        conversing = true;
        if (!hasText || content === "") found.push(`messages[${at}]: user message without content`);
        break;
      case "assistant": {
        conversing = true;
        const ids = callIds(message.tool_calls, at, found);
        if (ids.length === 0 && (!hasText || content === ""))
          found.push(`messages[${at}]: assistant message without content and calls`);
        open = new Set(ids);
        if (open.size < ids.length) found.push(`messages[${at}]: two calls have the same id`);
        break;
      }
      case "tool": {
        const id = message.tool_call_id;
        if (typeof id !== "string" || !open.delete(id))
          found.push(`messages[${at}]: result of a call that was not made: ${String(id)}`);
        if (typeof content !== "string") found.push(`messages[${at}]: tool result is not a text`);
        break;
      }
      default:
        found.push(`messages[${at}]: unknown role ${role}`);
    }
  }
  if (open.size > 0) found.push(`the end: no result for ${[...open].join(", ")}`);
  if (!conversing) found.push("no user message");
  return found;
}

function callIds(calls: unknown, at: number, found: string[]): string[] {
  if (calls === undefined) return [];
  if (!Array.isArray(calls) || calls.length === 0) {
    found.push(`messages[${at}]: tool_calls is not a list with entries`);
    return [];
  }
  return calls.flatMap((call: unknown) => {
    const target = isRecord(call) && call.type === "function" ? call.function : undefined;
    if (isRecord(call) && typeof call.id === "string" && call.id && isRecord(target)) {
      if (typeof target.name === "string" && typeof target.arguments === "string") return [call.id];
    }
    found.push(`messages[${at}]: malformed tool call`);
    return [];
  });
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
