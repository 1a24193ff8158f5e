// Numbers as people read them, always in the language of the chat, so that no sentence is half in another one.
const language = "en";

const plain = new Intl.NumberFormat(language);

export const number = (value: number): string => plain.format(value);

export const counted = (count: number, noun: string) => `${number(count)} ${noun}${count === 1 ? "" : "s"}`;

const units = (["kilobyte", "megabyte"] as const).map(
  (unit) => new Intl.NumberFormat(language, { ...{ style: "unit", unit, unitDisplay: "short" }, maximumFractionDigits: 1 }),
);

/** "270 B", "1.2 kB", "3.4 MB". The first is our own: the browser's short form for bytes is "270 byte". */
export function bytes(size: number): string {
  if (size < 1_000) return `${number(size)} B`;
  const power = size < 1_000_000 ? 1 : 2;
  return (units[power - 1] ?? plain).format(size / 1_000 ** power);
}

const list = new Intl.ListFormat(language, { type: "conjunction" });

export const listed = (parts: readonly string[]): string => list.format(parts);

const sentences = new Intl.Segmenter(language, { granularity: "sentence" });

/** Splits a text into its first sentence, which says what it is about, and the rest. */
export function firstSentence(text: string): { first: string; rest: string } {
  const [{ segment } = { segment: "" }] = sentences.segment(text);
  return { first: segment.trim(), rest: text.slice(segment.length).trim() };
}
