// Says what is wrong with a request to the Responses API, as strictly as OpenAI is with one that stores nothing.
import { headerViolations, isRecord } from "./request-checks.ts";
import type { ChatRequest } from "./scenario.ts";

const knownParameters = new Set(
  [
    "model input instructions tools tool_choice parallel_tool_calls stream stream_options store include reasoning text max_output_tokens",
    "metadata service_tier prompt_cache_key prompt_cache_retention safety_identifier truncation user",
  ].flatMap((names) => names.split(" ")),
);
const toolName = /^[a-zA-Z0-9_-]{1,64}$/;
/** Models that reason take no temperature, and others no reasoning. */
const reasons = /^(gpt-5|o\d)/;

export function responsesViolationsOf(body: ChatRequest, headers: Record<string, string>): string[] {
  const found = headerViolations(headers);
  if (typeof body.model !== "string" || !body.model) found.push("model is not a name");
  for (const name of Object.keys(body)) if (!knownParameters.has(name)) found.push(`unknown parameter ${name}`);
  if (body.store !== false) found.push("store is not false");
  if (!reasons.test(String(body.model)) && (body.reasoning !== undefined || body.include !== undefined)) {
    found.push("encrypted content is not supported with this model");
  }
  found.push(...toolViolations(body.tools), ...inputViolations(body.input));
  return found;
}

function toolViolations(tools: unknown): string[] {
  if (tools === undefined) return [];
  if (!Array.isArray(tools) || tools.length === 0) return ["tools is not a list with entries"];
  const names = new Set<string>();
  return tools.flatMap((tool: unknown, at) => {
    if (!isRecord(tool) || typeof tool.name !== "string" || !toolName.test(tool.name)) return [`tools[${at}] has no valid name`];
    const found: string[] = [];
    if (names.has(tool.name)) found.push(`tool ${tool.name} is named twice`);
    names.add(tool.name);
    if (typeof tool.description !== "string" || !tool.description) found.push(`tool ${tool.name} has no description`);
    if (tool.type === "function") {
      if (!isRecord(tool.parameters) || tool.parameters.type !== "object") found.push(`tool ${tool.name} has no schema`);
      // Strict is the default, and strict schemas know no optional arguments.
      if (tool.strict !== false) found.push(`tool ${tool.name} is strict`);
    } else if (tool.type !== "custom") found.push(`tool ${tool.name} is of no known type`);
    return found;
  });
}

function inputViolations(input: unknown): string[] {
  if (!Array.isArray(input) || input.length === 0) return ["input is not a list with entries"];
  const found: string[] = [];
  /** Calls without their result so far, by id, with the type of result that they need. */
  const open = new Map<string, string>();
  /** Reasoning waits for the item that it led to. */
  let led = true;
  for (const [at, item] of input.entries() as Iterable<[number, unknown]>) {
    const where = `input[${at}]`;
    if (!isRecord(item)) {
      found.push(`${where} is no item`);
      continue;
    }
    const type = item.type ?? "message";
    const isResult = type === "function_call_output" || type === "custom_tool_call_output";
    if (!led && (isResult || item.role === "user"))
      found.push(`${where}: reasoning was provided without its required following item`);
    led = type !== "reasoning";
    switch (type) {
      case "message":
        if (!["user", "assistant", "system", "developer"].includes(String(item.role))) found.push(`${where}: unknown role`);
        if (typeof item.content !== "string" || item.content === "") found.push(`${where}: message without content`);
        if (open.size > 0 && item.role === "user") found.push(`${where}: no result for ${[...open.keys()].join(", ")}`);
        break;
      case "reasoning":
        if (typeof item.encrypted_content !== "string")
          found.push(`${where}: item ${String(item.id)} not found, as nothing is stored`);
        if (!Array.isArray(item.summary)) found.push(`${where}: reasoning without summary`);
        if (item.status !== undefined) found.push(`${where}: unknown parameter status`);
        break;
      case "function_call":
      case "custom_tool_call": {
        const text = type === "function_call" ? item.arguments : item.input;
        if (typeof item.name !== "string" || typeof item.call_id !== "string" || typeof text !== "string")
          found.push(`${where}: malformed call`);
        open.set(String(item.call_id), `${String(type)}_output`);
        break;
      }
      case "function_call_output":
      case "custom_tool_call_output":
        if (open.get(String(item.call_id)) !== type)
          found.push(`${where}: no call of this kind was made: ${String(item.call_id)}`);
        open.delete(String(item.call_id));
        if (typeof item.output !== "string") found.push(`${where}: result is not a text`);
        break;
      default:
        found.push(`${where}: unknown type ${String(type)}`);
    }
  }
  if (open.size > 0) found.push(`the end: no result for ${[...open.keys()].join(", ")}`);
  if (!led) found.push("the end: reasoning was provided without its required following item");
  return found;
}
