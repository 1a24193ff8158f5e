// Every form in which models write calls into their text, in whole and cut anywhere: the same call comes out, and the prose around it.
import { describe, expect, test } from "vitest";
import { cut, inTag, page, seenOf } from "./support.ts";

const args = { path: "index.html", content: page };
const json = JSON.stringify({ name: "write_file", arguments: args });
const object = JSON.stringify(args);
const write = { name: "write_file", arguments: args };
const raw = json.replaceAll("\\n", "\n");
const python = `write_file(path='index.html', content="""${page}""")`;

const withNames = (prefix: string) =>
  inTag(
    `${prefix}invoke name="write_file"`,
    `\n${inTag(`${prefix}parameter name="path"`, "index.html")}\n${inTag(`${prefix}parameter name="content"`, page)}\n`,
  );
const qwen = inTag(
  "function=write_file",
  `\n${inTag("parameter=path", "\nindex.html\n")}\n${inTag("parameter=content", `\n${page}\n`)}\n`,
);

describe("a call is read from", () => {
  test.each<[form: string, text: string]>([
    ["Hermes", `<tool_call>\n${json}\n</tool_call>`],
    ["Hermes, not closed", `<tool_call>\n${json}`],
    ["Hermes, in one line", `<tool_call>${json}</tool_call>`],
    ["Hermes, with line breaks as they are", `<tool_call>\n${raw}\n</tool_call>`],
    ["Hermes, twice opened", `<tool_call>\n<tool_call>\n${json}\n</tool_call>`],
    ["Hermes, after a turn's end", `<tool_call>\n${json}\n</tool_call><|im_end|>`],
    ["Hermes in a fence", `\`\`\`xml\n<tool_call>\n${json}\n</tool_call>\n\`\`\``],
    ["Hermes with arguments as text", inTag("tool_call", JSON.stringify({ name: "write_file", arguments: object }))],
    ["Qwen3-Coder", inTag("tool_call", `\n${qwen}\n`)],
    ["Qwen3-Coder without the outer tag", qwen],
    ["Qwen3-Coder, not closed", `<tool_call>\n${qwen.slice(0, qwen.lastIndexOf("</"))}`],
    [
      "Grok",
      inTag(
        'xai:function_call name="write_file"',
        inTag('parameter name="path"', "index.html") + inTag('parameter name="content"', page),
      ),
    ],
    [
      "a tag with the name, short parameters",
      inTag('function name="write_file"', inTag('param name="path"', "index.html") + inTag('param name="content"', page)),
    ],
    ["a tag with the name, JSON in it", inTag('tool_call name="write_file"', object)],
    ["LFM2", `<|tool_call_start|>[${python}]<|tool_call_end|>`],
    ["Apertus", `<|tools_prefix|>[{"write_file": ${object}}]<|tools_suffix|>`],
    ["a tag in another spelling", inTag("tool-call", json)],
    ["arguments beside the name", JSON.stringify({ name: "write_file", ...args })],
    ["Seed", inTag("seed:tool_call", qwen)],
    ["Qwen2.5-Coder", inTag("tools", `\n${json}\n`)],
    ["Llama 3", JSON.stringify({ name: "write_file", parameters: args })],
    ["Llama 3, type first", JSON.stringify({ type: "function", name: "write_file", parameters: args })],
    ["Llama 3, token", `<|python_tag|>${JSON.stringify({ name: "write_file", parameters: args })}<|eom_id|>`],
    ["Llama 3, tag", inTag("function=write_file", object)],
    ["Llama 4", `[${python}]`],
    ["Llama 4, token", `<|python_start|>[${python}]<|python_end|>`],
    ["Mistral", `[TOOL_CALLS][${json}]`],
    ["Mistral, spaced", `[TOOL_CALLS] [${json}]</s>`],
    ["Mistral, name and arguments", `[TOOL_CALLS]write_file[ARGS]${object}`],
    ["Mistral, with an id", `[TOOL_CALLS]write_file[CALL_ID]abcdef123[ARGS]${object}`],
    ["Mistral without its token", `write_file[ARGS]${object}`],
    ["invoke", inTag("function_calls", `\n${withNames("")}\n`)],
    ["invoke alone", withNames("")],
    ["invoke with a prefix", inTag("vendor:function_calls", withNames("vendor:"))],
    ["MiniMax", inTag("minimax:tool_call", `\n${withNames("")}\n`)],
    ["DeepSeek 3.2", inTag("｜DSML｜function_calls", withNames("｜DSML｜"))],
    [
      "DeepSeek 3",
      `<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>write_file\n\`\`\`json\n${object}\n\`\`\`<｜tool▁call▁end｜><｜tool▁calls▁end｜>`,
    ],
    [
      "DeepSeek 3.1",
      `<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>write_file<｜tool▁sep｜>${object}<｜tool▁call▁end｜><｜tool▁calls▁end｜>`,
    ],
    [
      "GLM",
      `<tool_call>write_file\n<arg_key>path</arg_key>\n<arg_value>index.html</arg_value>\n<arg_key>content</arg_key>\n<arg_value>${page}</arg_value>\n</tool_call>`,
    ],
    [
      "GLM 4.7, in one line",
      `<tool_call>write_file<arg_key>path</arg_key><arg_value>index.html</arg_value><arg_key>content</arg_key><arg_value>${page}</arg_value></tool_call>`,
    ],
    [
      "Kimi",
      `<|tool_calls_section_begin|><|tool_call_begin|>functions.write_file:0<|tool_call_argument_begin|>${object}<|tool_call_end|><|tool_calls_section_end|>`,
    ],
    ["gpt-oss", `<|channel|>commentary to=functions.write_file <|constrain|>json<|message|>${object}<|call|>`],
    [
      "gpt-oss, with the turn",
      `<|start|>assistant<|channel|>commentary to=functions.write_file<|constrain|>json<|message|>${object}<|call|>`,
    ],
    ["gpt-oss without its tokens", `commentary to=functions.write_file json${object}`],
    ["Gemma 4", `<|tool_call>call:write_file{path:<|"|>index.html<|"|>,content:<|"|>${page}<|"|>}<tool_call|>`],
    ["Gemma 4 without its token", `call:write_file{path:<|"|>index.html<|"|>,content:<|"|>${page}<|"|>}`],
    [
      "FunctionGemma",
      `<start_function_call>call:write_file{content:<escape>${page}<escape>,path:<escape>index.html<escape>}<end_function_call>`,
    ],
    ["JSON in other quotes", `{'name': 'write_file', 'arguments': {'path': 'index.html', 'content': ${JSON.stringify(page)}, }}`],
    ["Functionary", `>>>write_file\n${object}`],
    ["Gemma's end of a turn", `${json}<end_of_turn>`],
    ["ReAct", `Action: write_file\nAction Input: ${object}`],
    [
      "tags of the tool and its arguments",
      inTag("write_file", `\n${inTag("path", "index.html")}\n${inTag("content", `\n${page}\n`)}\n`),
    ],
    ["JSON in brackets of a template", inTag("tool_call", `{${json}}`)],
    ["JSON with nothing for what may be left out", JSON.stringify({ name: "write_file", arguments: args, id: null })],
    ["Granite", `<|tool_call|>[${json}]`],
    ["Phi", `functools[${json}]`],
    [
      "Cohere",
      `<|START_ACTION|>[${JSON.stringify({ tool_call_id: "0", tool_name: "write_file", parameters: args })}]<|END_ACTION|>`,
    ],
    ["InternLM", `<|action_start|><|plugin|>\n${JSON.stringify({ name: "write_file", parameters: args })}<|action_end|>`],
    ["Nemotron", `<TOOLCALL>[${json}]</TOOLCALL>`],
    ["JSON in a fence", `\`\`\`json\n${json}\n\`\`\``],
    ["JSON in a fence of another language", `\`\`\`tool_call\n${json}\n\`\`\``],
    ["JSON in a fence without any", `~~~\n${json}\n~~~`],
    ["JSON in a fence that is not closed", `\`\`\`json\n${json}`],
    ["JSON, laid out", JSON.stringify({ tool: "write_file", args }, null, 2)],
    ["JSON, arguments first", JSON.stringify({ arguments: args, name: "write_file" })],
    ["JSON, in a list", JSON.stringify([{ name: "write_file", arguments: args }])],
    ["OpenAI's own shape", JSON.stringify({ type: "function", function: { name: "write_file", arguments: object } })],
    [
      "OpenAI's own shape with an id",
      JSON.stringify({ id: "call_1", type: "function", function: { name: "write_file", arguments: object } }),
    ],
    [
      "a whole message of OpenAI's",
      JSON.stringify({ tool_calls: [{ id: "c", type: "function", function: { name: "write_file", arguments: object } }] }),
    ],
    ["JSON under the tool's name", JSON.stringify({ write_file: args })],
    ["Python", python],
    ["Python with one object", `write_file(${object})`],
    ["Gemma", `\`\`\`tool_code\nprint(default_api.${python})\n\`\`\``],
  ])("%s", (_form, text) => {
    for (const size of [1, 3, 7, 50, text.length]) {
      const seen = seenOf(cut(text, size));
      expect(seen.attempt).toBeNull();
      expect(seen.calls).toEqual([write]);
      expect(seen.text).toBe("");
      expect(seen.notices).toEqual(["calls_in_text"]);
      const inProse = seenOf(cut(`I will write the page.\n\n${text}\n`, size));
      expect(inProse.calls).toEqual([write]);
      expect(inProse.early).toContain("I will write the page.");
      expect(inProse.text.trim()).toBe("I will write the page.");
    }
  });
});

const listed = { name: "list_files", arguments: {} };

describe("several calls", () => {
  const css = { name: "write_file", arguments: { path: "a.css", content: "a {}\n" } };
  const cssJson = JSON.stringify(css);
  test.each<[form: string, text: string]>([
    ["Hermes", `${inTag("tool_call", json)}\n${inTag("tool_call", cssJson)}`],
    ["Hermes, the last one not closed", `${inTag("tool_call", json)}\n<tool_call>\n${cssJson}`],
    ["Hermes, with words between", `${inTag("tool_call", json)}\nAnd its style:\n${inTag("tool_call", cssJson)}`],
    ["Hermes, two in one tag", inTag("tool_call", `${json}\n${cssJson}`)],
    ["Llama", `${json}; ${cssJson}`],
    ["Llama, lines", `${json}\n${cssJson}`],
    ["Mistral", `[TOOL_CALLS][${json}, ${cssJson}]`],
    [
      "Mistral, name and arguments",
      `[TOOL_CALLS]write_file[ARGS]${object}[TOOL_CALLS]write_file[ARGS]${JSON.stringify(css.arguments)}`,
    ],
    ["fences", `\`\`\`json\n${json}\n\`\`\`\nThen:\n\`\`\`json\n${cssJson}\n\`\`\``],
    ["one fence", `\`\`\`json\n${json}\n${cssJson}\n\`\`\``],
    ["Llama 4", `[${python}, write_file(path="a.css", content="a {}\\n")]`],
    [
      "Kimi",
      `<|tool_calls_section_begin|><|tool_call_begin|>functions.write_file:0<|tool_call_argument_begin|>${object}<|tool_call_end|><|tool_call_begin|>functions.write_file:1<|tool_call_argument_begin|>${JSON.stringify(css.arguments)}<|tool_call_end|><|tool_calls_section_end|>`,
    ],
    [
      "DeepSeek",
      `<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>write_file<｜tool▁sep｜>${object}<｜tool▁call▁end｜>\n<｜tool▁call▁begin｜>write_file<｜tool▁sep｜>${JSON.stringify(css.arguments)}<｜tool▁call▁end｜><｜tool▁calls▁end｜>`,
    ],
    [
      "gpt-oss",
      `<|channel|>commentary to=functions.write_file <|constrain|>json<|message|>${object}<|call|><|start|>assistant<|channel|>commentary to=functions.write_file <|constrain|>json<|message|>${JSON.stringify(css.arguments)}<|call|>`,
    ],
  ])("%s", (_form, text) => {
    for (const size of [1, 9, text.length]) {
      const seen = seenOf(cut(text, size));
      expect(seen.calls).toEqual([write, css]);
      expect(seen.attempt).toBeNull();
      expect(seen.text.replace(/And its style:|Then:/, "").trim()).toBe("");
    }
  });
});

test("JSON behind a colon, to the end of its line", () => {
  const text = `Here is the call: ${json}\nThat is it.`;
  for (const size of [1, 7, text.length]) {
    expect(seenOf(cut(text, size))).toMatchObject({ calls: [write], text: "Here is the call: \nThat is it." });
    const inSentence = `The call is: ${json} and so on.`;
    expect(seenOf(cut(inSentence, size))).toMatchObject({ calls: [], text: inSentence });
  }
});

test("nothing, for what may be left out, is left out", () => {
  const text = inTag("tool_call", '{"name": "read_file", "arguments": {"path": "a", "start_line": null}}');
  expect(seenOf([text]).calls).toEqual([{ name: "read_file", arguments: { path: "a" } }]);
});

describe("values in tags", () => {
  test("mean what the tool's schema says", () => {
    const read = inTag("function=read_file", `${inTag("parameter=path", "\na.css\n")}${inTag("parameter=start_line", "\n2\n")}`);
    expect(seenOf([read]).calls).toEqual([{ name: "read_file", arguments: { path: "a.css", start_line: 2 } }]);
    const edits = [{ search: "a", replace: "b" }];
    const edit = `<tool_call>edit_file\n<arg_key>path</arg_key><arg_value>a.css</arg_value><arg_key>edits</arg_key><arg_value>${JSON.stringify(edits)}</arg_value></tool_call>`;
    expect(seenOf([edit]).calls).toEqual([{ name: "edit_file", arguments: { path: "a.css", edits } }]);
  });

  test("may hold what ends them", () => {
    const content = `a </${"parameter"}> b\n`;
    const text = inTag("function=write_file", inTag("parameter=path", "a.txt") + inTag("parameter=content", content));
    expect(seenOf([text]).calls).toEqual([{ name: "write_file", arguments: { path: "a.txt", content } }]);
    const inJson = { path: "a.txt", content: "</tool_call> ```\n<tool_call>" };
    const quoted = inTag("tool_call", JSON.stringify({ name: "write_file", arguments: inJson }));
    expect(seenOf(cut(quoted, 5)).calls).toEqual([{ name: "write_file", arguments: inJson }]);
  });

  test("are numbers and texts as they are written", () => {
    const text = 'write_file(path="a.txt", content=\'it\\\'s "x"\\n\\u00e9\')';
    expect(seenOf([text]).calls).toEqual([{ name: "write_file", arguments: { path: "a.txt", content: 'it\'s "x"\né' } }]);
  });
});

describe("what does not fit is an attempt, and not shown", () => {
  test.each<[what: string, text: string, why: RegExp]>([
    ["unknown tool", inTag("tool_call", '{"name": "create_file", "arguments": {"path": "a"}}'), /no tool "create_file"/],
    ["missing argument", inTag("tool_call", '{"name": "write_file", "arguments": {"path": "a"}}'), /needs content/],
    ["unknown argument", inTag("tool_call", '{"name": "list_files", "arguments": {"dir": "a"}}'), /no argument "dir"/],
    ["wrong type", inTag("tool_call", '{"name": "read_file", "arguments": {"path": 1}}'), /has to be string/],
    [
      "wrong type inside",
      '{"name": "edit_file", "arguments": {"path": "a", "edits": [{"search": 1, "replace": ""}]}}',
      /edits\[0\].search/,
    ],
    ["bare JSON of a tool", '{"name": "write_file", "arguments": {"file": "a"}}', /no argument "file"/],
    [
      "broken JSON",
      inTag("tool_call", '{"name": "write_file", "arguments": {"path": "a" "content": ""}}'),
      /JSON cannot be read/,
    ],
    ["JSON that ends early", '<tool_call>{"name": "write_file", "arguments": {"path": "a", "con', /not closed/],
    ["parameter that ends early", "<function=write_file><parameter=path>a", /path is not closed/],
    ["no name", inTag("tool_call", '{"path": "a", "content": ""}'), /does not name a tool/],
    ["Mistral", '[TOOL_CALLS]write_file[ARGS]{"path": "a"}', /needs content/],
    ["fence", '```json\n{"name": "write_file", "arguments": {}}\n```', /needs path/],
  ])("%s", (_what, text, why) => {
    for (const size of [1, 9, text.length]) {
      const seen = seenOf(cut(`I will do it.\n${text}`, size));
      expect(seen.attempt).toMatch(why);
      expect(seen.calls).toEqual([]);
      expect(seen.text).toBe("I will do it.\n");
      expect(seen.notices).toEqual([]);
    }
  });

  test("calls before it are calls, from it on nothing is", () => {
    const bad = inTag("tool_call", '{"name": "write_file", "arguments": {"path": "a"}}');
    const good = inTag("tool_call", '{"name": "list_files"}');
    const seen = seenOf([`${good}\n${bad}\n${good}`]);
    expect(seen.calls).toEqual([listed]);
    expect(seen.attempt).toMatch(/needs content/);
  });
});

describe("a cut answer", () => {
  test("leaves its last call to be said as cut, when it is not closed", () => {
    const seen = seenOf(
      [`${inTag("tool_call", '{"name": "list_files"}')}\n<tool_call>{"name": "write_file", "arguments": {"pa`],
      {},
      true,
    );
    expect(seen.calls.map(({ name }) => name)).toEqual(["list_files", "write_file"]);
    expect(seen.cutsLast).toBe(true);
    expect(seenOf([`<tool_call>\n${json}`], {}, true).cutsLast).toBe(true);
  });

  test("keeps calls that are closed", () => {
    const seen = seenOf([`${inTag("tool_call", json)}\nNow the`], {}, true);
    expect(seen).toMatchObject({ calls: [write], cutsLast: false });
  });
});

test("what a model makes up as a tool's answer is neither shown nor followed", () => {
  const made = `${inTag("tool_call", '{"name": "list_files"}')}\n<tool_response>\n[]\n</tool_response>\n${inTag("tool_call", json)}`;
  expect(seenOf(cut(made, 6))).toMatchObject({ calls: [listed], text: "" });
});
