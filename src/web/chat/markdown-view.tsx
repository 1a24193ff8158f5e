// Shows markdown block by block. An unchanged block is neither parsed nor rendered again.
import { useMemo, useRef } from "preact/hooks";
import { Boundary } from "../ui/boundary.tsx";
import { type Block, type Blocks, blocksOf } from "./markdown.ts";
import { safeHtml } from "./markdown-parser.ts";
import { PlainText } from "./plain-text.tsx";

/** `growing`: more text will follow, and each new text starts with the previous one. */
export function Markdown({ text, growing = false }: { text: string; growing?: boolean }) {
  return (
    <Boundary instead={() => <PlainText text={text} />}>
      <Formatted text={text} growing={growing} />
    </Boundary>
  );
}

function Formatted({ text, growing }: { text: string; growing: boolean }) {
  const before = useRef<{ text: string; blocks: Blocks } | null>(null);
  const blocks = useMemo(() => {
    const known = before.current;
    return blocksOf(text, known && text.startsWith(known.text) ? known.blocks : undefined, !growing);
  }, [text, growing]);
  before.current = { text, blocks };
  return (
    <div class="prose">
      {blocks.all.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a block's place is its identity.
        <BlockView key={index} block={block} />
      ))}
    </div>
  );
}

function BlockView({ block }: { block: Block }) {
  const html = "html" in block ? block.html : null;
  const safe = useMemo(() => (html === null ? null : safeHtml(html)), [html]);
  if (safe === null) return <PlainText text={"plain" in block ? block.plain : ""} />;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by DOMPurify just above.
  return <div class="prose-block" dangerouslySetInnerHTML={{ __html: safe }} />;
}
