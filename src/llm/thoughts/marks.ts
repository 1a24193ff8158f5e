// The marks that models put around thoughts in their text, one line per kind. Recognised where one begins, in as much text as there is.

/** Length of the mark, UTF-16 units; "more": the text is too short to tell; null: there is none. */
export type Found = number | "more" | null;

export type Finder = (text: string, at: number) => Found;

export interface MarkPair {
  opens: Finder;
  closes: Finder;
}

/** A fixed text, in upper or lower case. */
function mark(fixed: string) {
  const wanted = fixed.toLowerCase();
  return (text: string, at: number): Found => {
    const there = text.slice(at, at + wanted.length).toLowerCase();
    if (there === wanted) return wanted.length;
    return at + there.length === text.length && wanted.startsWith(there) ? "more" : null;
  };
}

const pair = (opens: string, closes: string): MarkPair => ({ opens: mark(opens), closes: mark(closes) });

/** Names of tags: DeepSeek, Qwen, GLM, MiniMax; prompts after Anthropic's; EXAONE and Gemini; fine-tunes; Seed-OSS puts `seed:` before it. */
const tagNames: ReadonlySet<string> = new Set([
  "think",
  "thinking",
  "thought",
  "thoughts",
  "reasoning",
  "reflection",
  "analysis",
  "scratchpad",
]);

/** Longest tag with a name space, attributes and white space, UTF-16 units. */
const tagMaxCharacters = 80;
const nameMaxCharacters = 20;
const nameCharacter = /[a-z:_]/i;

/** `start`: "<" or "</". Models mix the names, so any of them closes what any of them opened. */
function tag(start: string) {
  return (text: string, at: number): Found => {
    const there = text.slice(at, at + start.length);
    if (there !== start) return at + there.length === text.length && start.startsWith(there) ? "more" : null;
    let end = at + start.length;
    while (end < text.length && end - at < nameMaxCharacters && nameCharacter.test(text.charAt(end))) end += 1;
    const name = text.slice(at + start.length, end).toLowerCase();
    if (end === text.length) return isNameBegun(name) ? "more" : null;
    if (!tagNames.has(name.slice(name.indexOf(":") + 1))) return null;
    const close = text.indexOf(">", end);
    if (close === -1) return text.length - at > tagMaxCharacters ? null : "more";
    const inner = text.slice(end, close);
    return close - at > tagMaxCharacters || inner.includes("<") || !/^[\s/]/.test(`${inner} `) ? null : close + 1 - at;
  };
}

const isNameBegun = (name: string) =>
  name.endsWith("seed") ||
  "seed:".startsWith(name) ||
  [...tagNames].some((whole) => whole.startsWith(name.slice(name.indexOf(":") + 1)));

/** gpt-oss where a server drops the marks of its channels (ollama/ollama#11791, ggml-org/llama.cpp#15102): "analysisWe need …assistantfinalHere". */
const dropped: MarkPair = {
  opens(text, at) {
    const found = mark("analysis")(text, at);
    if (typeof found !== "number") return found;
    const next = text.charAt(at + found);
    if (next === "") return "more";
    return /[A-Z]/.test(next) && text.startsWith("analysis", at) ? found : null;
  },
  closes: mark("assistantfinal"),
};

const tags: MarkPair = { opens: tag("<"), closes: tag("</") };

/** Looked up in November 2026. */
export const markPairs: readonly MarkPair[] = [
  tags,
  pair("[THINK]", "[/THINK]"), // Mistral's Magistral
  pair("[REASONING]", "[/REASONING]"),
  pair("◁think▷", "◁/think▷"), // Kimi
  pair("<|begin_of_thought|>", "<|end_of_thought|>"), // OpenThinker
  pair("<|START_THINKING|>", "<|END_THINKING|>"), // Cohere
  pair("<|channel>thought", "<channel|>"), // Gemma 4
  pair("<|inner_prefix|>", "<|inner_suffix|>"), // Apertus
  dropped,
];

/** Marks that close what the prompt's template opened: only these appear. */
export const loneClosings: readonly Finder[] = markPairs.filter((known) => known !== dropped).map(({ closes }) => closes);

export const openings: readonly Finder[] = markPairs.map(({ opens }) => opens);

/** Marks wherever they appear. */
export const clearOpenings: readonly Finder[] = markPairs.filter((known) => known !== dropped).map(({ opens }) => opens);

/** Marks around the answer itself, after a thought: Hunyuan, Ernie, OpenThinker, Cohere. */
export const answerPairs: readonly MarkPair[] = [
  pair("<answer>", "</answer>"),
  pair("<response>", "</response>"), // Ernie, Granite
  pair("<|begin_of_solution|>", "<|end_of_solution|>"),
  pair("<|START_RESPONSE|>", "<|END_RESPONSE|>"),
];

/** A call written as text at the start of a line ends a thought that was never closed (Qwen, Hermes, Kimi, DeepSeek, Mistral). */
export const callMarks: readonly Finder[] = [
  "<tool_call>",
  "<|tool_calls_section_begin|>",
  "<｜tool▁calls▁begin｜>",
  "[TOOL_CALLS]",
].map(mark);

/** Every mark starts with one of these, except the text left where marks are dropped. */
const beginnings = /[<[◁]/;
const beginningsOfAll = /[<[◁a]/;

/** Where the next mark may start; -1: nowhere. */
export function nextMark(text: string, from: number, closings: readonly Finder[]): number {
  const pattern = closings.includes(dropped.closes) ? beginningsOfAll : beginnings;
  for (let at = from; at < text.length; at += 1) if (pattern.test(text.charAt(at))) return at;
  return -1;
}

/** The first match; "more" if there is none but one may still come. */
export function firstFound(finders: readonly Finder[], text: string, at: number): Found {
  let found: Found = null;
  for (const find of finders) {
    const answer = find(text, at);
    if (typeof answer === "number") return answer;
    found ??= answer;
  }
  return found;
}
