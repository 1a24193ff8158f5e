// Whether the model calls tools: one, several at once, and whether it reads what they answer.
import { user } from "../model-asker.ts";
import type { Probe } from "../probe.ts";

export const oneCall: Probe = {
  id: "call",
  title: "Calls a tool",
  essential: true,
  advice:
    "Choose a model that was trained to call tools; of a server of your own, switch its tool calls on (vLLM: --enable-auto-tool-choice, llama.cpp: --jinja).",
  async run(asker) {
    const { calls, text } = await asker.ask({ conversation: [user("Read the file notes/greeting.txt with read_file.")] });
    if (calls.length === 0) return { ok: false, says: `It called nothing${text ? `, and wrote: ${begin(text)}` : ""}.` };
    const paths = calls.map(({ name, arguments: text }) => `${name} ${pathIn(text)}`);
    const fits = calls.length === 1 && paths[0] === "read_file notes/greeting.txt";
    return { ok: fits, says: fits ? "" : `It called ${paths.join(", ")}.` };
  },
};

const wanted = ["one.txt", "two.txt", "three.txt"];

export const severalCalls: Probe = {
  id: "calls_at_once",
  title: "Calls several at once",
  essential: false,
  advice: "It needs more rounds, and each one costs money.",
  async run(asker) {
    const request = `Read ${wanted.join(", ")} with read_file: three calls, all in this one answer.`;
    const { calls } = await asker.ask({ conversation: [user(request)] });
    const paths = new Set(calls.map((call) => pathIn(call.arguments)));
    const found = wanted.filter((path) => paths.has(path)).length;
    return { ok: found === wanted.length, says: `${found} of ${wanted.length}` };
  },
};

const secret = "heliotrope-4417";

export const readsResults: Probe = {
  id: "results",
  title: "Reads what a tool answers",
  essential: true,
  advice: "Its chat template does not show it the results. Try a newer version of its server, or another model.",
  async run(asker) {
    const call = { id: "probe0001", name: "read_file", arguments: JSON.stringify({ path: "notes/secret.txt" }) };
    const { text } = await asker.ask({
      conversation: [
        user("Read notes/secret.txt with read_file, then tell me the pass phrase that stands in it."),
        { role: "assistant", text: "", calls: [call] },
        { role: "tool", callId: call.id, text: `1\tThe pass phrase of today is ${secret}.` },
      ],
    });
    const ok = text.includes(secret);
    return { ok, says: ok ? "" : `It answered: ${begin(text) || "nothing"}` };
  },
};

const shownCharacters = 80;
const begin = (text: string) => text.trim().replaceAll("\n", " ").slice(0, shownCharacters).toWellFormed();

function pathIn(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    const path = typeof value === "object" && value !== null && "path" in value ? value.path : null;
    return typeof path === "string" ? path.replace(/^\.?\//, "") : "without a path";
  } catch {
    // Written wrongly, which is what the probe finds out.
    return "with arguments that are no JSON";
  }
}
