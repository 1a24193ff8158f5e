// Calls that a model writes into its text, because it or its server knows no other way: certain ones become ordinary calls, those meant
// as calls that cannot be carried out are kept apart from the answer, everything else stays text. Prose passes at once; from a possible call on,
// the rest waits for the end.

import { shortened } from "../../base/surrogates.ts";
import type { Notice } from "../../protocol/resources.ts";
import type { ModelEvent, ToolDefinition } from "../model.ts";
import { createFinder } from "./find.ts";
import { type Part, readAnswer } from "./read.ts";

export interface TextCallsOptions {
  tools: readonly ToolDefinition[];
  /** The answer should explain something: calls of these tools in a code fence are only shown, and so are attempts in the middle of prose. */
  explained: ReadonlySet<string> | null;
  /** What to make of a whole page in the text; null if there is a page already. */
  page: PageCall | null;
  /** The tool a name refers to, by the same rules as for native calls. */
  nameOf(name: string): string;
  pass(event: ModelEvent): void;
}

/** The call that stands for a whole page. */
export interface PageCall {
  tool: string;
  /** As JSON text. */
  argumentsFor(content: string): string;
}

/** A call in the text that cannot be carried out. */
export interface Attempt {
  /** In words for the model. */
  why: string;
  /** Its first characters. */
  began: string;
}

export interface TextCalls {
  take(event: ModelEvent): void;
  /** The text arriving now is likely part of a call. */
  readonly holds: boolean;
  /** The answer is over. `isCut`: it was cut off, so anything not closed is incomplete. `cutsLast`: this is true of the last call. */
  end(isCut: boolean): { attempt: Attempt | null; cutsLast: boolean };
}

const beganMaxCharacters = 300;

export function createTextCalls({ tools, explained, page, nameOf, pass }: TextCallsOptions): TextCalls {
  const offered = new Map(tools.map((tool) => [tool.name, tool] as const));
  const canHoldPage = page !== null && offered.has(page.tool);
  let finder = createFinder({ offered, page: canHoldPage });
  /** Text that cannot be classified yet. */
  let pending = "";
  /** The text from a possible call on; null before that. */
  let held: string[] | null = null;
  /** Text stays text: the model calls tools properly, or has none. */
  let isOff = tools.length === 0;
  let saidProse = false;

  function say(text: string): void {
    if (text === "") return;
    saidProse ||= text.trim() !== "";
    pass({ type: "text", text });
  }

  function release(): void {
    const text = pending + (held?.join("") ?? "");
    pending = "";
    held = null;
    say(text);
  }

  function read(text: string): void {
    if (held) return void held.push(text);
    const whole = pending + text;
    const found = finder.next(whole, 0, false);
    const end = found.type === "end" ? whole.length : found.at;
    pending = whole.slice(end);
    say(whole.slice(0, end));
    if (found.type !== "found") return;
    held = [pending];
    pending = "";
  }

  /** A text that turned out to be a thought held no calls. */
  function forget(event: ModelEvent): void {
    const text = pending + (held?.join("") ?? "");
    pending = "";
    held = null;
    saidProse = false;
    finder = createFinder({ offered, page: canHoldPage });
    pass(event);
    if (text !== "") pass({ type: "reasoning", text });
  }

  /** Null if all of it is text. */
  function understand(text: string, isCut: boolean): { parts: Part[]; notice: Notice | null } | null {
    const fenced = new Set([...offered.keys()].filter((name) => !explained?.has(name)));
    const parts = readAnswer(text, { offered, fenced, nameOf, page: canHoldPage });
    const has = (type: Part["type"]) => parts.some((part) => part.type === type);
    const isMeant = has("call") || (has("attempt") && (explained === null || !(saidProse || hasProse(parts))));
    if (isMeant) return { parts: parts.map(pageAsText), notice: has("call") ? callNotice : null };
    const pages = parts.filter((part) => part.type === "page");
    if (pages.length !== 1 || has("attempt") || isCut) return null;
    const withPage = parts.map((part): Part => {
      if (part.type !== "page" || page === null) return part;
      return { type: "call", name: page.tool, arguments: page.argumentsFor(part.content), isOpen: false };
    });
    return { parts: withPage, notice: pageNotice };
  }

  function passParts(parts: readonly Part[], isCut: boolean): { attempt: Attempt | null; cutsLast: boolean } {
    const last = parts.findLastIndex((part) => part.type !== "text" || part.text.trim() !== "");
    let attempt: Attempt | null = null;
    let calls = 0;
    let cutsLast = false;
    for (const [index, part] of parts.entries()) {
      cutsLast = isCut && index === last && "isOpen" in part && part.isOpen && part.name !== null;
      if (part.type === "call" || (part.type === "attempt" && cutsLast)) {
        const call = calls++;
        pass({ type: "call.start", call, id: `text_${call}`, name: part.name ?? "" });
        pass({ type: "call.delta", call, text: part.type === "call" ? part.arguments : "{}" });
      } else if (part.type === "attempt") {
        attempt = { why: part.why, began: shortened(part.text.trim(), beganMaxCharacters, () => "…") };
        // What follows may depend on it.
        break;
      } else if (part.text.trim() !== "") say(part.text);
    }
    return { attempt, cutsLast };
  }

  return {
    get holds() {
      return held !== null;
    },
    take(event) {
      if (event.type === "text" && !isOff) return read(event.text);
      if (event.type === "text.was_thought") return forget(event);
      if (event.type === "call.start" && !isOff) {
        isOff = true;
        release();
      }
      pass(event);
    },
    end(isCut) {
      isOff = true;
      const understood = held && understand(held.join(""), isCut);
      if (!understood) {
        release();
        return { attempt: null, cutsLast: false };
      }
      if (understood.notice) pass({ type: "notice", notice: understood.notice });
      return passParts(understood.parts, isCut);
    },
  };
}

const hasProse = (parts: readonly Part[]) => parts.some((part) => part.type === "text" && part.text.trim() !== "");

const pageAsText = (part: Part): Part => (part.type === "page" ? { type: "text", text: part.text } : part);

const hint =
  "If you run its server, switch tool calls on there (vLLM: --enable-auto-tool-choice with --tool-call-parser; llama.cpp: --jinja), or choose a " +
  "model that can call tools.";

const callNotice: Notice = {
  code: "calls_in_text",
  message: "The model wrote its tool calls as text. They were read from there and carried out.",
  hint,
};

const pageNotice: Notice = {
  code: "calls_in_text",
  message: "The model wrote the page into its answer instead of calling a tool. It was saved from there as index.html.",
  hint,
};
