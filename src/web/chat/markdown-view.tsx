// Shows markdown. Parsed again only when its text has changed.
import { useMemo } from "preact/hooks";
import { safeMarkdown } from "./markdown.ts";

export function Markdown({ text }: { text: string }) {
  const html = useMemo(() => safeMarkdown(text), [text]);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by DOMPurify just above.
  return <div class="prose" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />;
}
