// The text that the benches write: source code as models write it, with the quotes, line breaks, tabs and emoji that JSON has to escape.

/** Providers send about one token a chunk, and a token of code is about this long. */
export const tokenCharacters = 4;
export const kilobyte = 1024;

const head = 'import { useState } from "react";\n\n';

const component = (number: number) => `export function Card${number}({ title, onOpen }: { title: string; onOpen: () => void }) {
  const [open, setOpen] = useState(false);
  const label = open ? \`Close “\${title}”\` : 'Open';
  return (
    <section className="rounded-lg border p-4" aria-expanded={open}>
      <h2>{title} ✅ 🚀</h2>
\t  {/* a tab, and a back-slash: \\ */}
      <button type="button" onClick={() => { setOpen(!open); onOpen(); }}>{label}</button>
    </section>
  );
}

`;

/** A module of so many bytes of UTF-8, exactly, that parses. No two parts are alike. */
export function sourceOf(bytes: number): string {
  const parts = [head];
  let size = Buffer.byteLength(head);
  for (let number = 0; ; number += 1) {
    const part = component(number);
    const more = Buffer.byteLength(part);
    // Room for the line that fills it up.
    if (size + more > bytes - 4) break;
    parts.push(part);
    size += more;
  }
  return `${parts.join("")}// ${".".repeat(bytes - size - 4)}\n`;
}

/** The arguments of a `write_file`, as JSON. */
export const argumentsOf = (content: string, path = "src/App.tsx") => JSON.stringify({ path, content });

/** Never cut inside of a surrogate pair: JSON text on a wire holds no half characters. */
export function piecesOf(text: string, characters = tokenCharacters): string[] {
  const pieces: string[] = [];
  for (let start = 0; start < text.length; ) {
    let end = Math.min(start + characters, text.length);
    const last = text.charCodeAt(end - 1);
    if (last >= 0xd800 && last <= 0xdbff && end < text.length) end += 1;
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}
