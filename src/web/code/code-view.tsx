// A file's text with line numbers, in blocks that the browser lays out only when they come near the screen, so length does not matter.
import { useMemo } from "preact/hooks";
import { useFollowEnd } from "../ui/follow-end.ts";
import { useFollowLine } from "./follow-line.ts";

/** Lines per block: few enough to lay out at once, many enough that a long file has few blocks. */
const blockLines = 200;

/** Height of a line of code as the style sheet sets it, CSS pixels. */
const lineHeightPx = 21;

function blocksOf(text: string): string[] {
  const blocks: string[] = [];
  let start = 0;
  let lines = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
    lines += 1;
    if (lines % blockLines > 0) continue;
    blocks.push(text.slice(start, at));
    start = at + 1;
  }
  // The line break at the end of the last line starts no new line.
  const end = text.endsWith("\n") ? text.length - 1 : text.length;
  if (start <= end || blocks.length === 0) blocks.push(text.slice(start, Math.max(start, end)));
  return blocks;
}

function Block({ text, first }: { text: string; first: number }) {
  return useMemo(() => {
    const count = text.split("\n").length;
    const numbers = Array.from({ length: count }, (_, index) => first + index).join("\n");
    return (
      <div class="code-block" style={{ containIntrinsicBlockSize: `${count * lineHeightPx}px` }}>
        <pre class="code-numbers" aria-hidden="true">
          {numbers}
        </pre>
        <pre class="code-text">
          <code>{text}</code>
        </pre>
      </div>
    );
  }, [text, first]);
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length - 1;

interface CodeViewProps {
  path: string;
  text: string;
  /** Keeps the end in view while the text grows. Otherwise the view starts at the top and stays where the reader is. */
  follow: boolean;
  /** Where an edit has just changed the text. It is marked, and kept in view instead of the end. */
  edited: { start: number; end: number } | null;
  /** To be marked and shown, from 1, unless an edit is. */
  line: number | null;
}

export function CodeView({ path, text, follow, edited, line }: CodeViewProps) {
  const blocks = useMemo(() => blocksOf(text), [text]);
  const marked = line === null ? null : line - 1;
  const first = edited ? lineAt(text, edited.start) : marked;
  const last = edited ? lineAt(text, edited.end) : marked;
  const { scroller } = useFollowEnd<HTMLElement>(follow && last === null ? text : null);
  useFollowLine(scroller, last, lineHeightPx);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section class="code-scroll" ref={scroller} tabIndex={0} aria-label={`Text of ${path}`} dir="ltr">
      <div class="code-lines">
        {first !== null && last !== null && (
          <div
            class={edited ? "code-edited" : "code-edited code-problem"}
            style={{ insetBlockStart: `${first * lineHeightPx}px`, blockSize: `${(last - first + 1) * lineHeightPx}px` }}
          />
        )}
        {blocks.map((block, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a block's place is its identity.
          <Block key={index} text={block} first={index * blockLines + 1} />
        ))}
      </div>
    </section>
  );
}
