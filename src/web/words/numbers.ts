// Numbers as people read them. One place says in which language: the chat's own, so that a sentence is not half in another.
const language = "en";

const plain = new Intl.NumberFormat(language);

export const number = (value: number): string => plain.format(value);

export const counted = (count: number, noun: string) => `${number(count)} ${noun}${count === 1 ? "" : "s"}`;

const units = (["byte", "kilobyte", "megabyte"] as const).map(
  (unit, power) =>
    new Intl.NumberFormat(language, {
      ...{ style: "unit", unit, unitDisplay: power === 0 ? "long" : "short" },
      maximumFractionDigits: power === 0 ? 0 : 1,
    }),
);

/** "270 bytes", "1.2 kB", "3.4 MB". */
export function bytes(size: number): string {
  const power = size < 1_000 ? 0 : size < 1_000_000 ? 1 : 2;
  return (units[power] ?? plain).format(size / 1_000 ** power);
}

const list = new Intl.ListFormat(language, { type: "conjunction" });

export const listed = (parts: readonly string[]): string => list.format(parts);

const sentences = new Intl.Segmenter(language, { granularity: "sentence" });

/** A text in its first sentence, which says what it is about, and the rest. */
export function firstSentence(text: string): { first: string; rest: string } {
  const [{ segment } = { segment: "" }] = sentences.segment(text);
  return { first: segment.trim(), rest: text.slice(segment.length).trim() };
}
