// Three models for the trial: one that does all of it, one that changes badly and reads little, one that cannot call tools. They answer by what a
// request holds, as the fake provider's scripts do.
import { editFile, finishApp, readFile, say, turn, turnWith, writeFile } from "../fakes/client.ts";
import { isRecord } from "../fakes/request-checks.ts";
import type { ChatRequest, Turn } from "../fakes/scenario.ts";

type Script = (request: ChatRequest) => Turn;

interface Seen {
  /** The last message of a person. */
  request: string;
  /** All of the conversation, as text. */
  all: string;
  /** What the tools answered since. */
  results: string[];
}

function look(request: ChatRequest): Seen {
  const messages = [request.messages].flat().filter(isRecord);
  const last = messages.findLastIndex(({ role }) => role === "user");
  const results = messages.slice(last + 1).filter(({ role }) => role === "tool");
  return {
    request: String(messages[last]?.content ?? ""),
    all: JSON.stringify(messages),
    results: results.map(({ content }) => String(content)),
  };
}

const numbers = Array.from({ length: 60 }, (_, index) => `number ${index + 1}`).join("\n");
/** Without a pause all pieces are one packet, which is read as one, milliseconds. */
const pieceDelayMs = 2;
/** What is remembered of a prompt that is longer, UTF-16 units. */
const shortMemory = 40_000;

export const good: Script = (request) => {
  const seen = look(request);
  return answerProbe(seen, Number.POSITIVE_INFINITY) ?? answerEdit(seen) ?? answerBuild(seen, true);
};

export const middling: Script = (request) => {
  const seen = look(request);
  return answerProbe(seen, shortMemory) ?? answerEdit(seen) ?? answerBuild(seen, false);
};

/** Writes its calls into the text, in no form that anything could be made of. */
export const hopeless: Script = () => turn(say("Sure! I would now read the file, and then I would tell you what it says."));

function answerProbe({ request, all, results }: Seen, memory: number): Turn | null {
  if (request.includes("as words, one a line")) return turnWith({ pieceDelayMs }, say(numbers));
  if (request.includes("three calls")) return turn(...["one.txt", "two.txt", "three.txt"].map((path) => readFile(path)));
  if (request.includes("notes/greeting.txt")) return turn(readFile("notes/greeting.txt"));
  if (results.some((text) => text.includes("heliotrope"))) return turn(say("It is heliotrope-4417."));
  if (request.includes("READY")) return turn(say("READY"));
  if (request.includes("code word")) {
    const kept = all.slice(-memory);
    return turn(say(/The code word is (\w+)/.exec(kept)?.[1] ?? "I do not know."));
  }
  return null;
}

function answerEdit({ request, results }: Seen): Turn | null {
  if (!request.includes("salty")) return null;
  if (results.length === 0) return turn(editFile("index.html", { search: "The sea is wide.", replace: "The sea is salty." }));
  return turn(finishApp("It is salty now."));
}

/** `changes`: it carries changes out; else it says that it did. */
function answerBuild({ request, all, results }: Seen, changes: boolean): Turn {
  if (results.length > 0) return turn(finishApp("Done."));
  const app = apps.find(({ about }) => all.includes(about));
  if (!app) return turn(say("I do not know what to build."));
  if (request.includes(app.about)) return turn(writeFile("index.html", page(app.markup, app.script)));
  // What it writes loads, and does not do what was asked for.
  if (!changes) return turn(writeFile("index.html", page(`${app.markup}<p>Changed</p>`, app.script)));
  return turn(writeFile("index.html", page(app.markup + app.more, app.script + app.moreScript)));
}

const page = (markup: string, script: string) =>
  `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>App</title></head>\n<body>${markup}<script type="module">\n${script}</script></body></html>\n`;

const apps = [
  {
    about: "A counter.",
    markup: '<output id="count">0</output><button id="add">Add</button><button id="reset">Reset</button>',
    script: `const count = document.querySelector("#count");
const set = (value) => { count.textContent = String(value); };
document.querySelector("#add").onclick = () => set(Number(count.textContent) + 1);
document.querySelector("#reset").onclick = () => set(0);
`,
    more: '<button id="double">Double</button>',
    moreScript: 'document.querySelector("#double").onclick = () => set(Number(count.textContent) * 2);\n',
  },
  {
    about: "A temperature converter.",
    markup: '<input type="number" step="any" id="celsius"><output id="fahrenheit"></output>',
    script: `const celsius = document.querySelector("#celsius");
const show = (id, value) => { document.getElementById(id).textContent = String(Math.round(value * 10) / 10); };
celsius.addEventListener("input", () => show("fahrenheit", Number(celsius.value) * 1.8 + 32));
`,
    more: '<output id="kelvin"></output>',
    moreScript: 'celsius.addEventListener("input", () => show("kelvin", Number(celsius.value) + 273.15));\n',
  },
  {
    about: "A to-do list.",
    markup: '<input id="task"><button id="add">Add</button><ul id="tasks"></ul>',
    script: `const field = document.querySelector("#task");
const list = document.querySelector("#tasks");
const changed = () => document.dispatchEvent(new Event("tasks"));
document.querySelector("#add").onclick = () => {
  const text = field.value.trim();
  field.value = "";
  if (text === "") return;
  const item = document.createElement("li");
  const box = Object.assign(document.createElement("input"), { type: "checkbox" });
  box.onchange = () => { item.classList.toggle("done", box.checked); changed(); };
  item.append(box, text);
  list.append(item);
  changed();
};
`,
    more: '<output id="open">0</output>',
    moreScript: `document.addEventListener("tasks", () => {
  document.querySelector("#open").textContent = String(list.querySelectorAll("li:not(.done)").length);
});
`,
  },
];
