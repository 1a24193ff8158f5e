// Comments of src stay short and plain: three lines at most, and none of the phrases that were edited out. A longer reason is a note in docs/decisions.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../scripts/lib/wrangler.ts";

const mostLines = 3;
const phrasesToAvoid = ["cannot be gone on from", "not to be gone on from", "for nothing", "what it begins with", "is none of"];

interface Comment {
  line: number;
  text: string[];
}

/** Comments that stand on lines of their own; the marks of block comments do not count as lines. */
function commentsOf(source: string): Comment[] {
  const comments: Comment[] = [];
  let open: { comment: Comment; isBlock: boolean } | null = null;
  for (const [index, raw] of source.split("\n").entries()) {
    const text = raw.trim();
    if (!open?.isBlock) {
      const isBlock = text.startsWith("/*");
      if (!isBlock && !text.startsWith("//")) {
        open = null;
        continue;
      }
      if (isBlock || !open) {
        open = { comment: { line: index + 1, text: [] }, isBlock };
        comments.push(open.comment);
      }
    }
    const words = text.replace(/^(?:\/\/+|\/\*+|\*(?!\/))/, "").replace(/\*+\/$/, "");
    if (words.trim()) open.comment.text.push(words.trim());
    if (open.isBlock && text.includes("*/")) open = null;
  }
  return comments;
}

const faultsOf = (source: string) =>
  commentsOf(source).flatMap(({ line, text }) => {
    const words = text.join(" ").toLowerCase();
    return [
      ...(text.length > mostLines ? [`${line}: ${text.length} lines`] : []),
      ...phrasesToAvoid.filter((phrase) => words.includes(phrase)).map((phrase) => `${line}: "${phrase}"`),
    ];
  });

test("a comment that is too long or holds such a phrase is found", () => {
  expect(faultsOf("// one\n// two\n// three\nrun();\n// four\n/** five */\n")).toEqual([]);
  expect(faultsOf("run();\n// one\n// two\n// three\n// four\n")).toEqual(["2: 4 lines"]);
  expect(faultsOf("/**\n * one\n * two\n * three\n * four\n */\n// five\n")).toEqual(["1: 4 lines"]);
  expect(faultsOf("/** It waits for\n * nothing. */\n")).toEqual(['1: "for nothing"']);
});

test("comments of src have three lines at most, in plain English", () => {
  const found = globSync("src/**/*.{ts,tsx}", { cwd: root }).flatMap((path) =>
    faultsOf(readFileSync(join(root, path), "utf8")).map((fault) => `${path}:${fault}`),
  );
  expect(found).toEqual([]);
});
