// What viewers do with an edit's changes: one after the other, each offset valid after the ones before it.
import type { Splice } from "../../src/workspace/edits.ts";

export function spliced(content: string, changes: readonly Splice[]): string {
  return changes.reduce(
    (text, { offset, remove, text: put }) => text.slice(0, offset) + put + text.slice(offset + remove),
    content,
  );
}
