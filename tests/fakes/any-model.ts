// A model that does anything: good work, nearly right calls, calls as text, promises, silence; and a server that fails in between. Chance comes from a
// seed, so that a run that broke something can be had again.
import { call, cut, errorChunk, finish, finishApp, refuse, reset, say, stall, think, turn, turnWith } from "./client.ts";
import type { Answer, Step, Turn } from "./scenario.ts";
import type { Server } from "./servers/server.ts";

export type Random = () => number;

export function pick<T>(random: Random, list: readonly T[]): T {
  const one = list[Math.floor(random() * list.length)];
  if (one === undefined) throw new Error("There is nothing to pick from.");
  return one;
}

export interface Chosen {
  /** What it is called in the summary. */
  situation: string;
  turn: Turn;
}

const page = (title: string, body = `<h1>${title}</h1>`) =>
  `<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>${title}</title></head>\n<body>${body}</body>\n</html>\n`;

type Making = (random: Random) => Step[];

/** The situation of every answer that has nothing wrong. */
export const goodWork = "good work";

const good: Record<string, Making> = {
  "a page": () => [say("I will write one page."), call("write_file", { path: "index.html", content: page("Tea") })],
  "a page with thoughts": () => [think("A page, then."), call("write_file", { path: "index.html", content: page("Coffee 😀") })],
  "several files at once": () => [
    call("set_app_details", { name: "Tea", description: "A page about tea." }),
    call("write_file", {
      path: "index.html",
      content: page("Tea", '<link rel="stylesheet" href="style.css"><script type="module" src="app.js"></script>'),
    }),
    call("write_file", { path: "style.css", content: "h1 { color: green; }\n" }),
    call("write_file", { path: "app.js", content: "document.title = 'Tea';\n" }),
  ],
  "a look at what is there": () => [call("list_files", {}), call("read_file", { path: "index.html" })],
  "an edit": () => [call("edit_file", { path: "index.html", edits: [{ search: "<h1>", replace: '<h1 class="a">' }] })],
  "another file": (random) => [
    call("write_file", { path: `part-${Math.floor(random() * 3)}.css`, content: ".a { color: red; }\n" }),
  ],
  "the end": () => [finishApp("Done.", ["Add a picture"])],
  "the end after prose": () => [say("That is all of it."), finishApp("A page about tea.")],
  "everything in one answer": () => [call("write_file", { path: "index.html", content: page("Whole") }), finishApp("Done.")],
  prose: () => [think("They ask."), say("It is a page about tea, with one heading.")],
};

const asText = (name: string, args: Record<string, unknown>): string[] => {
  const json = JSON.stringify(args);
  const parameters = Object.entries(args).map(([key, value]) => `<parameter=${key}>\n${value}\n</parameter>`);
  return [
    `<tool_call>\n{"name": "${name}", "arguments": ${json}}\n</tool_call>`,
    `<tool_call>\n<function=${name}>\n${parameters.join("\n")}\n</function>\n</tool_call>`,
    `{"name": "${name}", "parameters": ${json}}`,
    `[TOOL_CALLS][{"name": "${name}", "arguments": ${json}}]`,
    `<|python_tag|>{"name": "${name}", "parameters": ${json}}`,
    `<function=${name}>${json}</function>`,
    `<invoke name="${name}">\n${Object.entries(args)
      .map(([key, value]) => `<parameter name="${key}">${value}</parameter>`)
      .join("\n")}\n</invoke>`,
    `\`\`\`json\n{"name": "${name}", "arguments": ${json}}\n\`\`\``,
  ];
};

const strange: Record<string, Making> = {
  "a call as text": (random) => [say(pick(random, asText("write_file", { path: "index.html", content: page("Text") })))],
  "the end as text": (random) => [say(pick(random, asText("finish_app", { summary: "Done." })))],
  "an unknown tool as text": (random) => [say(pick(random, asText("run_shell", { command: "ls" })))],
  "half a call as text": (random) => [say(pick(random, asText("write_file", { path: "a.css", content: "a {}" })).slice(0, 40))],
  "a promise": () => [say("I will now write the files:")],
  "a page in a fence": () => [say(`Here is the page:\n\n\`\`\`html\n${page("Fence")}\`\`\`\n`)],
  nothing: () => [],
  "thoughts only": () => [think("Let me think about that.")],
  "thoughts in the text": () => [say("<think>\nI should write a page.\n</think>\n\nHere."), call("list_files", {})],
  "half of thoughts in the text": () => [say("I should write.\n</think>\n\nHere it is.")],
  "harmony channels": () => [
    say("<|channel|>analysis<|message|>Think.<|end|><|start|>assistant<|channel|>final<|message|>Hello."),
  ],
  "arguments that are no JSON": (random) => [
    call("write_file", pick(random, ['{"path":', "{oops", "", "null", "[]", '"x"', "{'path':'a.css'}"])),
  ],
  "arguments that do not fit": (random) => [
    pick(random, [
      call("write_file", { file: "a" }),
      call("read_file", {}),
      call("edit_file", { path: "a" }),
      call("finish_app", {}),
    ]),
  ],
  "nearly right arguments": (random) => [
    call(
      "write_file",
      pick(random, [
        { path: "index.html", content: page("Null"), encoding: null },
        { path: "./index.html", content: ["<!doctype html>", "<title>x</title>", "<p>x</p>"] },
        { arguments: { path: "index.html", content: page("Wrapped") } },
        JSON.stringify(JSON.stringify({ path: "index.html", content: page("Twice") })),
        { path: "index.html", content: `\`\`\`html\n${page("Fenced")}\`\`\`` },
      ]),
    ),
  ],
  "an unknown tool": (random) => [
    call(pick(random, ["run_shell", "functions.write_file", "Write_File", ""]), { path: "index.html", content: page("Name") }),
  ],
  "a page that cannot load": (random) => [
    call("write_file", {
      path: "index.html",
      content: page(
        "Broken",
        pick(random, ['<script type="module">import "./gone.js";</script>', '<script type="module">const = ;</script>']),
      ),
    }),
  ],
  "a file that the compiler breaks over": () => [
    call("write_file", { path: "app.jsx", content: "export default () => <a:b.c/>;\n" }),
  ],
  "the page deleted": () => [call("delete_file", { path: "index.html" })],
  "the same call again": () => [call("list_files", {})],
  "ids that are all the same": () => [call("list_files", {}, "call_0"), call("read_file", { path: "index.html" }, "call_0")],
  "a very long id": () => [call("list_files", {}, `toolu_${"x".repeat(80)}`)],
  "a lone surrogate": () => [say("Half \ud83d"), call("search_files", { query: "\ude00" })],
  "a refusal": () => [refuse("I cannot help with that.")],
  "white space": () => [say("  \n ")],
};

const ends: Record<string, (steps: Step[], random: Random) => Step[]> = {
  length: (steps) => [...steps, finish("length")],
  content_filter: (steps) => [...steps, finish("content_filter")],
  "another finish reason": (steps, random) => [
    ...steps,
    finish(
      pick(random, [
        "STOP",
        "eos",
        "end_turn",
        "max_tokens",
        "SAFETY",
        "MALFORMED_FUNCTION_CALL",
        "insufficient_system_resource",
        "banana",
        "error",
      ]),
    ),
  ],
  cut: (steps) => [...steps, cut()],
  reset: (steps) => [...steps, reset()],
  "no finish reason": (steps) => [...steps, { type: "finish", reason: "" }],
  "an error in the middle": (steps, random) => [
    ...steps,
    pick(random, [
      errorChunk(503, "The model is overloaded."),
      errorChunk("tool_use_failed", "Failed to call a function."),
      errorChunk(429, "Rate limit reached. Please try again in 0.5s."),
      errorChunk("context_length_exceeded", "Too long."),
      errorChunk(500, "sk-test-1234 is broken"),
    ]),
  ],
  junk: (steps, random) => [
    ...steps,
    {
      type: "raw",
      text: pick(random, [
        "data: {oops\n\n",
        "data: []\n\n",
        "data: null\n\n",
        "event: error\ndata: no\n\n",
        "<html>502</html>",
        "data: 7\n\n",
        ": hello\n\n",
      ]),
    },
  ],
  "a stall": (steps) => [...steps, stall()],
};

const pages: Record<string, (server: Server, model: string, random: Random) => Turn> = {
  "a page instead of an answer": (_server, _model, random) => ({
    kind: "http",
    status: pick(random, [200, 403, 404, 500, 502]),
    headers: { "Content-Type": "text/html" },
    body: "<html><title>Bad gateway</title></html>",
  }),
  "a refusal for good": (server, model, random) => ({
    kind: "http",
    ...server.fails(pick(random, ["key", "unknown model"]), askedOf(model)),
  }),
  "too long": (server, model) => ({ kind: "http", ...server.fails("too long", askedOf(model)) }),
  "a rate": (_server, _model, random) => ({
    kind: "http",
    status: 429,
    headers: pick<Record<string, string>>(random, [
      {},
      { "Retry-After": "1" },
      { "x-ratelimit-reset-tokens": "2s" },
      { "Retry-After": "100000" },
    ]),
    body: { error: { message: "Rate limit reached. Please try again in 1.5s.", code: "rate_limit_exceeded" } },
  }),
  "a fault of the server": (_server, _model, random) => ({
    kind: "http",
    status: pick(random, [500, 502, 503, 529]),
    body: { error: "busy" },
  }),
  "an empty body": () => ({ kind: "http", status: 200, headers: { "Content-Type": "text/event-stream" }, body: "" }),
  "only [DONE]": () => ({
    kind: "http",
    status: 200,
    headers: { "Content-Type": "text/event-stream" },
    body: "data: [DONE]\n\n",
  }),
  "JSON without anything": (_server, _model, random) => ({
    kind: "http",
    status: 200,
    body: pick(random, [
      {},
      { error: "no" },
      { choices: [] },
      { choices: [{ message: { role: "assistant", content: null }, finish_reason: "stop" }] },
      [],
    ]),
  }),
};

/** What proxies and other servers make of the same events. */
export const rewrites: Record<string, (text: string) => string> = {
  "line ends of another kind": (text) => text.replaceAll("\n", "\r\n"),
  "no space after the colon": (text) => text.replaceAll("data: ", "data:"),
  "comments in between": (text) => text.replaceAll("\n\n", "\n\n: keep-alive\n\n"),
  "other fields": (text) => text.replaceAll("data: {", "id: 7\nretry: 3000\ndata: {"),
  "a mark at the beginning": (text) => `\ufeff${text}`,
  "no last line end": (text) => text.trimEnd(),
  "no [DONE]": (text) => text.replaceAll("data: [DONE]\n\n", ""),
  "[DONE] twice": (text) => `${text}data: [DONE]\n\n`,
  "white space in the JSON": (text) => text.replaceAll("data: {", "data:   { ").replaceAll("}\n\n", " }\n\n"),
};

const askedOf = (model: string) => ({ method: "POST", path: "/chat/completions", headers: {}, body: { model, messages: [] } });

/** Shares of the situations: most answers are good, so that runs get somewhere. */
const goodShare = 0.62;
const strangeShare = 0.86;
const endShare = 0.95;
/** A stall is waited for in real time. */
const stallShare = 0.03;

const entryOf = <T>(random: Random, table: Record<string, T>): [string, T] => pick(random, Object.entries(table));

export function anyTurn(random: Random, server: Server, model: string): Chosen {
  const kind = random();
  if (kind < goodShare) {
    const [situation, make] = entryOf(random, good);
    return { situation: goodWork, turn: plain(make(random), random, situation) };
  }
  if (kind < strangeShare) {
    const [situation, make] = entryOf(random, strange);
    return { situation, turn: plain(make(random), random, situation) };
  }
  if (kind < endShare) {
    const [, make] = entryOf(random, random() < 0.5 ? good : strange);
    const [ending, end] = entryOf(random, ends);
    if (ending === "a stall" && random() > stallShare) return anyTurn(random, server, model);
    return { situation: `end: ${ending}`, turn: turnWith(wayOf(random), end(make(random), random)) };
  }
  const [situation, make] = entryOf(random, pages);
  return { situation: `server: ${situation}`, turn: make(server, model, random) };
}

function plain(steps: Step[], random: Random, situation: string): Turn {
  return situation === "nothing" ? turn(finish("stop")) : turnWith(wayOf(random), steps);
}

function wayOf(random: Random): Omit<Answer, "kind" | "steps"> {
  return {
    bytes: random() < 0.3 ? "random" : "chunks",
    pieceCharacters: pick(random, [5, 40, 2_000]),
    ...(random() < 0.1 ? { usage: null } : {}),
    ...(random() < 0.03 ? { cutAfterChunks: 1 + Math.floor(random() * 4) } : {}),
  };
}
