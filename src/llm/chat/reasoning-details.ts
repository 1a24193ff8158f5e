// OpenRouter's `reasoning_details`: pieces of a model's thoughts, as text, summary or encrypted. They are joined, to be sent back
// word for word; the readable part is returned.

type Detail = Record<string, unknown>;

export interface DetailCollector {
  /** `text`: the part a person can read. `held`: whether there was anything at all. */
  add(details: unknown): { text: string; held: boolean };
  /** All details, joined, in the order they began. */
  all(): readonly Detail[];
}

/** Fields that come in pieces; for the others, the last value counts. */
const pieced = ["text", "summary", "data"] as const;

const keyOf = ({ type, index }: Detail) => JSON.stringify([type, index]);

export function createDetailCollector(): DetailCollector {
  const found: Detail[] = [];
  /** Details with an index: pieces of one share type and index. */
  const open = new Map<string, Detail>();

  /** The detail a piece belongs to. Without an index it continues the previous one, unless their types differ. */
  function wholeOf(piece: Detail): Detail | null {
    if (piece.index !== undefined) return open.get(keyOf(piece)) ?? null;
    const last = found.at(-1);
    return last && last.type === piece.type && last.id === piece.id && piece.type !== "reasoning.encrypted" ? last : null;
  }

  function collect(piece: Detail): void {
    const whole = wholeOf(piece);
    if (!whole) {
      const begun = { ...piece };
      found.push(begun);
      if (piece.index !== undefined) open.set(keyOf(piece), begun);
      return;
    }
    for (const [name, value] of Object.entries(piece)) {
      if (value === null || value === undefined) continue;
      const before = whole[name];
      const goesOn = typeof value === "string" && typeof before === "string" && pieced.some((field) => field === name);
      whole[name] = goesOn ? before + value : value;
    }
  }

  return {
    add(details) {
      if (!Array.isArray(details)) return { text: "", held: false };
      let text = "";
      for (const piece of details as unknown[]) {
        if (typeof piece !== "object" || piece === null) continue;
        const detail = piece as Detail;
        collect(detail);
        if (typeof detail.text === "string") text += detail.text;
        else if (typeof detail.summary === "string") text += detail.summary;
      }
      return { text, held: details.length > 0 };
    },
    all: () => found,
  };
}
