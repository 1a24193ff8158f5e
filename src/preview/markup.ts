// The little HTML that previews write themselves. Everything from outside is escaped here.

import { helloScript } from "./browser/bridge.ts";

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** JSON that may stand in a script element: no tag can begin in it, and no line separator breaks it. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Also the look of the overlay, which lives in a shadow tree: the host stands for the page there. */
export const calmStyle = `
:root, :host {
  color-scheme: light dark;
  --canvas: light-dark(oklch(98.5% 0.003 180), oklch(19% 0.008 200));
  --surface: light-dark(oklch(100% 0 0), oklch(23% 0.009 200));
  --line: light-dark(oklch(89% 0.006 200), oklch(33% 0.01 200));
  --text: light-dark(oklch(24% 0.012 210), oklch(93% 0.006 200));
  --muted: light-dark(oklch(48% 0.012 210), oklch(70% 0.01 200));
  --bad: light-dark(oklch(50% 0.16 27), oklch(76% 0.12 27));
}
*, ::before, ::after { box-sizing: border-box; }
body { margin: 0; }
body, main { font: 15px/1.55 system-ui, sans-serif; color: var(--text); background: var(--canvas); }
main { min-height: 100vh; padding: 48px max(24px, calc(50vw - 400px)); text-align: left; }
h1 { margin: 0 0 8px; font-size: 24px; line-height: 1.3; font-weight: 600; }
h2 { margin: 0 0 4px; font-size: 13px; font-weight: 400; color: var(--muted); }
p { margin: 0 0 16px; max-width: 68ch; overflow-wrap: anywhere; }
section { margin: 24px 0; }
section > p { margin: 0 0 8px; font-weight: 600; color: var(--bad); }
code, pre { font: 13px/1.6 ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; }
h2 code { color: var(--text); font-weight: 600; }
pre { margin: 0; padding: 12px 16px; overflow: auto; tab-size: 2; background: var(--surface); border: 1px solid var(--line); border-radius: 6px; }
mark { color: inherit; background: color-mix(in oklab, var(--bad) 14%, transparent); }
.number { color: var(--muted); user-select: none; }
pre b { color: var(--bad); }
`;

/** `body` is markup; the title is text. */
export function htmlPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${calmStyle}</style>
<script>${helloScript}</script>
</head>
<body><main>${body}</main></body>
</html>
`;
}

export function messagePage(title: string, sentence: string): string {
  return htmlPage(title, `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(sentence)}</p>`);
}
