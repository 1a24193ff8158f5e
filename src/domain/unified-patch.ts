// A unified diff of two texts, in bounded time.
import { createTwoFilesPatch } from "diff";

const contextLines = 3;
/** Changed lines that are compared line by line. The search for the smallest difference grows with their square: beyond this a file is shown as replaced. */
const maxChangedLines = 1_000;

/** A unified diff; `undefined` stands for no file. */
export function unifiedPatch(path: string, from: string | undefined, to: string | undefined): string {
  const names = namesOf(path, from === undefined, to === undefined);
  const patch = createTwoFilesPatch(...names, from ?? "", to ?? "", undefined, undefined, {
    context: contextLines,
    maxEditLength: maxChangedLines,
  });
  // The library begins with a rule of its own, which is no part of a unified diff.
  return patch?.replace(/^=+\n/, "") ?? replacement(names, from ?? "", to ?? "");
}

const namesOf = (path: string, isAdded: boolean, isDeleted: boolean) =>
  [isAdded ? "/dev/null" : `a/${path}`, isDeleted ? "/dev/null" : `b/${path}`] as const;

/** As diff tools say it. Sizes are null where there is no file. */
export function binaryPatch(path: string, { before, after }: { before: number | null; after: number | null }): string {
  const [from, to] = namesOf(path, before === null, after === null);
  return `--- ${from}\n+++ ${to}\nBinary files ${from} and ${to} differ\n`;
}

function replacement(names: readonly [string, string], from: string, to: string): string {
  const lines = (text: string) => (text === "" ? [] : text.replace(/\n$/, "").split("\n"));
  const [before, after] = [lines(from), lines(to)];
  const range = (list: string[]) => (list.length === 0 ? "0,0" : `1,${list.length}`);
  return [
    `--- ${names[0]}`,
    `+++ ${names[1]}`,
    `@@ -${range(before)} +${range(after)} @@`,
    ...before.map((line) => `-${line}`),
    ...after.map((line) => `+${line}`),
    "",
  ].join("\n");
}
