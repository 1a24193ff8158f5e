// Assembles streamed fragments of tool calls: servers interleave calls, omit ids or indexes, give all calls the same ones or each fragment
// a new one, and repeat themselves. What came before decides a fragment's call: whether the arguments are complete by then.
import { textOr } from "../../base/foreign-values.ts";
import { createJsonEdges, type JsonEdges } from "../json/edges.ts";
import type { ModelEvent } from "../model.ts";

/** As servers send it: any field may be missing or of another type. */
export interface CallFragment {
  index?: unknown;
  id?: unknown;
  /** Arguments should be text; some servers send the object itself. */
  function?: Pick<CallFragment, "name" | "arguments" | "parameters" | "input"> | null;
  /** OpenAI's calls with plain text input; some gateways use them for every call. */
  custom?: CallFragment["function"];
  /** Workers AI, and others that omit `function`. */
  name?: unknown;
  arguments?: unknown;
  /** Other names for the arguments: Llama's, then Anthropic's. */
  parameters?: unknown;
  input?: unknown;
}

export interface CallAssembler {
  /** Passes on the fragment once its call is known. Returns the call's place; null if it belongs to no call. */
  add(fragment: CallFragment): number | null;
  /** No more input: passes on what was held back. */
  end(): void;
  /** Index of the call at a place, among those passed on; null if it turned out not to be one. */
  callAt(place: number): number | null;
  readonly count: number;
  /** A call's arguments are incomplete. */
  readonly isHalfOpen: boolean;
}

interface Slot {
  place: number;
  index: number | null;
  ids: Set<string>;
  name: string;
  /** Its index among the calls passed on; null: not yet, since more of its name may come. */
  call: number | null;
  /** All of its arguments so far. */
  said: string;
  /** The part of them not yet passed on. */
  held: string;
  edges: JsonEdges;
  /** It may be the start of the next call, under another id: if it gets no arguments of its own, it is not a call. */
  isDoubtful: boolean;
}

interface Piece {
  index: number | null;
  id: string;
  name: string;
  text: string;
}

/** Most possible calls kept until it is known whether they are real; more than a model makes at once. */
const maxWaiting = 64;

/** `offered`: the tools' names, which tell a whole name from part of one. */
export function createCallAssembler(pass: (event: ModelEvent) => void, offered: ReadonlySet<string>): CallAssembler {
  const slots: Slot[] = [];
  /** Calls not passed on yet. */
  const waiting = new Set<Slot>();
  /** The latest call at each index, and with each id. */
  const byIndex = new Map<number, Slot>();
  const byId = new Map<string, Slot>();
  const givenIds = new Set<string>();
  let last: Slot | null = null;
  let count = 0;

  /** The call a fragment continues, if any. An id counts more than an index when both are given. */
  function find({ index, id }: Piece): Slot | null {
    const atIndex = index === null ? null : (byIndex.get(index) ?? null);
    const withId = id === "" ? null : (byId.get(id) ?? null);
    if (withId && (index === null || withId.index === null || withId.index === index)) return withId;
    if (atIndex) return atIndex;
    if (withId) return withId;
    return index === null ? last : null;
  }

  /** How a fragment relates to the call found for it. */
  function relationOf(slot: Slot, piece: Piece): "same" | "next" | "again" | "instead" | "longer" {
    const { id, name, text } = piece;
    const isNewId = id !== "" && !slot.ids.has(id);
    const isOtherName = name !== "" && slot.name !== "" && name !== slot.name;
    const { state, takesValue, isInText, isEmpty } = slot.edges;
    switch (state) {
      case "nothing":
        if (isElsewhere(slot, piece) && name !== "") return "next";
        if (isOtherName) return isNewId || (offered.has(slot.name) && offered.has(name)) ? "next" : "same";
        return isNewId && name !== "" && slot.name !== "" && text === "" ? "next" : "same";
      case "open":
        if (isOtherName) return "next";
        if (!begins(text)) return "same";
        if (isElsewhere(slot, piece) && name !== "") return "next";
        if ((!takesValue || name !== "") && isLonger(slot, text)) return "longer";
        return !takesValue && !isInText && (name !== "" || isNewId) ? "next" : "same";
      case "whole":
        if (isNewId || isOtherName) return "next";
        if (text.trim() === "") return name === "" || slot.name === "" ? "same" : "next";
        if (isEmpty && begins(text) && !isElsewhere(slot, piece)) return "instead";
        if ((id !== "" || name === "") && text.trim() === slot.said.trim()) return "again";
        return name === "" ? "same" : "next";
    }
  }

  function open(piece: Piece): Slot {
    // Calls run in order: those only waiting for more of their name go first.
    startAll();
    const { index } = piece;
    const slot: Slot = {
      ...{ place: slots.length, index, ids: new Set<string>(), name: "", call: null },
      ...{ said: "", held: "", edges: createJsonEdges(), isDoubtful: false },
    };
    slots.push(slot);
    waiting.add(slot);
    if (index !== null) byIndex.set(index, slot);
    return slot;
  }

  function nextAfter(slot: Slot, piece: Piece): Slot {
    const isAlike = slot.name === piece.name && !isElsewhere(slot, piece);
    if (isAlike && slot.edges.state === "nothing") slot.isDoubtful = true;
    const next = open(piece);
    next.isDoubtful = isAlike && slot.edges.state === "whole" && (piece.id === "" || slot.ids.has(piece.id));
    return next;
  }

  function slotOf(piece: Piece): Slot | null {
    const found = find(piece);
    if (!found) return piece.name !== "" || piece.id !== "" || piece.text !== "" ? goOnWithLast(piece) : null;
    switch (relationOf(found, piece)) {
      case "next":
        return nextAfter(found, piece);
      case "again":
        piece.text = "";
        return found;
      case "instead":
        Object.assign(found, { said: "", held: "", edges: createJsonEdges() });
        return found;
      case "longer":
        piece.text = piece.text.slice(found.said.length);
        return found;
      case "same":
        return found;
    }
  }

  /** At an index where no call was named. */
  function goOnWithLast(piece: Piece): Slot {
    const goesOn = piece.name === "" && piece.id === "" && last !== null && last.edges.state !== "whole";
    return goesOn && last ? last : open(piece);
  }

  function start(slot: Slot): number {
    if (slot.call !== null) return slot.call;
    slot.call = count++;
    waiting.delete(slot);
    const [given = ""] = slot.ids;
    let id = given || `call_${slot.call}`;
    while (givenIds.has(id)) id = `${id}_${slot.call}`;
    givenIds.add(id);
    pass({ type: "call.start", call: slot.call, id, name: slot.name });
    return slot.call;
  }

  function startAll(): void {
    for (const slot of waiting) if ((slot.name !== "" && !slot.isDoubtful) || waiting.size > maxWaiting) start(slot);
  }

  function handOn(slot: Slot): void {
    if (slot.held === "") return;
    const call = start(slot);
    pass({ type: "call.delta", call, text: slot.held });
    slot.held = "";
  }

  function say(slot: Slot, { id, name, text }: Piece): void {
    if (id !== "") {
      slot.ids.add(id);
      byId.set(id, slot);
    }
    last = slot;
    if (name !== "" && slot.call === null && (slot.name === "" || slot.edges.state === "nothing")) {
      // Names come in pieces, or whole with every piece.
      slot.name = name.startsWith(slot.name) ? name : slot.name + name;
    }
    if (text === "") return;
    slot.said += text;
    slot.held += text;
    slot.edges.feed(text);
    if (slot.edges.state !== "nothing") slot.isDoubtful = false;
    // An empty object may be a placeholder for arguments still to come.
    if (slot.edges.isEmpty || slot.name === "") return;
    if (slot.call === null) startAll();
    handOn(slot);
  }

  return {
    add(fragment) {
      const piece = pieceOf(fragment);
      const slot = slotOf(piece);
      if (!slot) return null;
      say(slot, piece);
      return slot.place;
    },
    end() {
      for (const slot of slots) {
        const isNothing = slot.edges.state === "nothing" && (slot.isDoubtful || slot.name === "");
        if (!isNothing) start(slot);
        handOn(slot);
      }
    },
    callAt: (place) => slots[place]?.call ?? null,
    get count() {
      return count;
    },
    get isHalfOpen() {
      return slots.some(({ edges }) => edges.state === "open");
    },
  };
}

function pieceOf(fragment: CallFragment): Piece {
  const { index, id } = fragment;
  const named = fragment.function ?? fragment.custom ?? fragment;
  const { name } = named;
  const given = named.arguments ?? named.parameters ?? named.input;
  const place = typeof index === "string" && index.trim() !== "" ? Number(index) : index;
  return {
    index: typeof place === "number" && Number.isInteger(place) && place >= 0 ? place : null,
    id: typeof id === "number" ? String(id) : textOr(id),
    name: textOr(name),
    text: typeof given === "object" && given !== null ? JSON.stringify(given) : textOr(given),
  };
}

const isElsewhere = (slot: Slot, { index }: Piece) => index !== null && slot.index !== null && index !== slot.index;

/** Servers may resend the arguments from the start with each piece. Compared only if the text starts like arguments. */
const isLonger = ({ said }: Slot, text: string) => text.length > said.length && begins(text) && text.startsWith(said);

const lastWhiteSpace = 0x20;

/** Whether arguments can start like this. */
function begins(text: string): boolean {
  let at = 0;
  while (at < text.length && text.charCodeAt(at) <= lastWhiteSpace) at += 1;
  const first = text.charAt(at);
  return first === "{" || first === "[";
}
