// Whole characters only. Models write halves (a lone surrogate) and servers cut between them; strict servers refuse every
// request that sends one back. So none gets in here, and none from an older conversation goes out.

import { isHighSurrogate } from "../base/surrogates.ts";
import type { ConversationItem, ModelEvent, ModelRequest } from "./model.ts";

type TextEvent = Extract<ModelEvent, { text: string }>;

export interface WholeTexts {
  /** Passes on whole characters, and holds back the first half of one until the other arrives. */
  take(event: TextEvent): void;
  /** Passes on halves that were never completed. */
  end(): void;
}

export function createWholeTexts(pass: (event: TextEvent) => void): WholeTexts {
  /** Keyed by text, since several calls may be open at once. */
  const halves = new Map<string, TextEvent>();
  return {
    take(event) {
      if (halves.size === 0 && event.text.isWellFormed()) return pass(event);
      const key = event.type === "call.delta" ? `call ${event.call}` : event.type;
      const text = (halves.get(key)?.text ?? "") + event.text;
      halves.delete(key);
      const endsInHalf = isHighSurrogate(text.charCodeAt(text.length - 1));
      if (endsInHalf) halves.set(key, { ...event, text: text.slice(-1) });
      const whole = endsInHalf ? text.slice(0, -1) : text;
      if (whole !== "") pass({ ...event, text: whole.toWellFormed() });
    },
    end() {
      for (const event of halves.values()) pass({ ...event, text: event.text.toWellFormed() });
      halves.clear();
    },
  };
}

/** An escaped pair, an escaped half, or any other escape: an escaped backslash starts none. */
const escapes = /\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|(\\u[dD][89a-fA-F][\da-fA-F]{2})|\\[\s\S]/g;

/** JSON text without half characters, literal or escaped. */
export function wholeJson(text: string): string {
  const whole = text.toWellFormed();
  if (!/\\u[dD][89a-fA-F]/.test(whole)) return whole;
  return whole.replace(escapes, (written, half) => (half === undefined ? written : "\\ufffd"));
}

/** Cleans what is sent. Attachments of a provider go back exactly as they came. */
export function wholeRequest(request: ModelRequest): ModelRequest {
  return {
    ...request,
    system: request.system.map((text) => text.toWellFormed()),
    conversation: request.conversation.map(wholeItem),
  };
}

function wholeItem(item: ConversationItem): ConversationItem {
  const text = item.text.toWellFormed();
  if (item.role !== "assistant") return { ...item, text };
  const calls = item.calls.map((call) => ({
    ...call,
    arguments: call.form === "text" ? call.arguments.toWellFormed() : wholeJson(call.arguments),
  }));
  return { ...item, text, calls };
}
