// What announces calls in a text, one per line: tags and special tokens of chat templates, which reach us when the server does not parse
// its model's calls. Names of tags count with any prefix (`<minimax:tool_call>`, `<seed:tool_call>`, `<｜DSML｜function_calls>`).
import { type Begins, matchAt } from "./form.ts";

/** From the templates and tool parsers of vLLM 0.18 to 0.31 and llama.cpp (docs.vllm.ai, github.com/ggml-org/llama.cpp; read 2026-11-28). */
export const openers: readonly string[] = [
  "<tool_call>", // Hermes, Qwen 2.5 and 3, GLM, Granite 3.1, MiniMax, Seed
  "<tool_calls>", // Jamba, Hunyuan, MiniMax M1
  "<tools>", // Qwen2.5-Coder
  "<function_call>", // Granite 20b
  "<function_calls>", // Anthropic's, DeepSeek 3.2, Olmo 3
  "<functioncall>", // older Hermes and Glaive
  "<toolcall>", // written by models that half know a form
  "<tool-call>",
  "<tool_use>", // written by models that know none
  "<tool_code>", // Gemma
  "<longcat_tool_call>", // LongCat
  "<TOOLCALL>", // Nemotron
  "<|tool_call|>", // Granite 3.0, Phi 4 mini
  "<|tool_call>", // Gemma 4
  "<start_function_call>", // FunctionGemma
  "<|tool_call_start|>", // LFM2
  "<|tools_prefix|>", // Apertus
  "<|python_tag|>", // Llama 3
  "<|python_start|>", // Llama 4
  "<|START_ACTION|>", // Cohere
  "<|action_start|>", // InternLM
  "<|plugin|>", // InternLM
  "<|tool_calls_section_begin|>", // Kimi
  "<|tool_call_begin|>", // Kimi
  "<｜tool▁calls▁begin｜>", // DeepSeek 3 and 3.1
  "<｜tool▁call▁begin｜>", // DeepSeek 3 and 3.1
  "[TOOL_CALLS]", // Mistral
  "functools", // Phi 4, Firefunction
];

const prefix = /<(?:｜DSML｜|[A-Za-z][\w-]{0,23}:)/y;
/** A tag whose name is incomplete. */
const cutTag = /<[\w▁|｜:-]{0,48}$/y;

/** Length of the opener here; 0 if there is none. */
export function openerAt(text: string, at: number): number {
  const skipped = matchAt(prefix, text, at)?.[0].length ?? 0;
  const plain = openers.find((opener) => text.startsWith(opener, at));
  if (plain) return plain.length;
  if (skipped === 0) return 0;
  const tagged = openers.find((opener) => opener.startsWith("<") && text.startsWith(opener.slice(1), at + skipped));
  return tagged ? skipped + tagged.length - 1 : 0;
}

export function openerBegins(text: string, at: number, isLineStart: boolean): Begins {
  const first = text[at];
  if (first !== "<" && first !== "[" && !(first === "f" && isLineStart)) return "no";
  const length = openerAt(text, at);
  // A word is an opener only if a list follows it.
  if (length > 0 && first === "f") return at + length === text.length ? "more" : text[at + length] === "[" ? "yes" : "no";
  if (length > 0) return "yes";
  if (matchAt(cutTag, text, at)) return "more";
  const left = text.slice(at, at + "[TOOL_CALLS]".length);
  return at + left.length === text.length && ["[TOOL_CALLS]", "functools"].some((opener) => opener.startsWith(left))
    ? "more"
    : "no";
}

/** Ends of calls, of openers and of turns: everything in a single tag or token that follows a call. */
const closers =
  /\s*(?:<\/[^<>\s]{1,40}>|<[|｜](?!channel|start)[^<>\s]{1,40}[|｜]>|<\w{1,30}\|>|<end_\w{1,30}>|\[\/[A-Z_]{1,20}\])/y;

/** Where the closers after a call end: the place itself if there are none. */
export function afterClosers(text: string, at: number): number {
  let end = at;
  for (;;) {
    const closed = matchAt(closers, text, end);
    if (!closed || openerAt(text, end + (closed[0].length - closed[0].trimStart().length)) > 0) return end;
    end += closed[0].length;
  }
}
