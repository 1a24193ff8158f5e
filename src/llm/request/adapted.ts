// What a model accepts according to the table, less what its server has refused since.
import type { Capabilities } from "../capabilities.ts";
import type { Parameter } from "../failures/refused-parameters.ts";

/** Refused parameters, with the value to send instead; empty: omitted. */
export type Refused = ReadonlyMap<Parameter, string>;

/** Whether a request has the parameter. Those of the other API count as sent: no server names them. */
export function isSent(capabilities: Capabilities, parameter: Parameter): boolean {
  switch (parameter) {
    case "max_tokens":
    case "max_completion_tokens":
      return capabilities.outputLimit === parameter;
    case "reasoning_effort":
      return capabilities.reasoningEffort !== null;
    case "verbosity":
      return capabilities.verbosity !== null;
    case "prompt_cache_key":
      return capabilities.cacheKey;
    case "text_tools":
      return capabilities.textTools;
    case "kept_reasoning":
      return capabilities.keepsReasoning !== null;
    default:
      return !capabilities.refuses.has(parameter);
  }
}

export function adapted(capabilities: Capabilities, refused: Refused): Capabilities {
  if (refused.size === 0) return capabilities;
  const without = (parameter: Parameter) => refused.has(parameter);
  return {
    ...capabilities,
    outputLimit: outputLimitOf(capabilities, refused),
    reasoningEffort: valueAfter(efforts, capabilities.reasoningEffort, refused.get("reasoning_effort")),
    verbosity: valueAfter(verbosities, capabilities.verbosity, refused.get("verbosity")),
    cacheKey: capabilities.cacheKey && !without("prompt_cache_key"),
    textTools: capabilities.textTools && !without("text_tools"),
    keepsReasoning: keepsReasoningAfter(capabilities, without),
    refuses: new Set([...capabilities.refuses, ...refused.keys()]),
  };
}

function keepsReasoningAfter(
  { keepsReasoning }: Capabilities,
  without: (parameter: Parameter) => boolean,
): Capabilities["keepsReasoning"] {
  if (without("kept_reasoning")) return null;
  return keepsReasoning ?? (without("missing_reasoning") ? "reasoning_content" : null);
}

const efforts = ["none", "minimal", "low", "medium", "high"] as const;
const verbosities = ["low", "medium", "high"] as const;

/** `instead` undefined: it was not refused. */
function valueAfter<Value extends string>(
  values: readonly Value[],
  value: Value | null,
  instead: string | undefined,
): Value | null {
  if (instead === undefined) return value;
  return values.find((candidate) => candidate === instead) ?? null;
}

/** Each of the two names stands in for the other. */
function outputLimitOf({ outputLimit }: Capabilities, refused: Refused): Capabilities["outputLimit"] {
  if (outputLimit === null || !refused.has(outputLimit)) return outputLimit;
  const other = outputLimit === "max_tokens" ? "max_completion_tokens" : "max_tokens";
  return refused.has(other) ? null : other;
}
