// Why an app does not load, shown in the preview itself: file, place, message and the lines around it. The same picture as a page and as an
// overlay that a module puts over whatever the app has drawn.
import type { Diagnostic } from "../workspace/checks.ts";
import { frameLines } from "../workspace/frame.ts";
import { calmStyle, escapeHtml, htmlPage, scriptJson } from "./markup.ts";

export interface FramedDiagnostic extends Diagnostic {
  /** The file's text, to show the lines around the place. */
  source: string;
}

const linesAround = 3;
/** Problems shown at once: the first ones usually cause the others. */
const shownProblems = 5;

export function problemPage(problems: readonly FramedDiagnostic[]): string {
  return htmlPage("This app does not load", problemMarkup(problems));
}

/** Draws markup over whatever the app has drawn. */
const drawFunction = `function draw(markup) {
  const host = document.getElementById("edgewright-problem") ?? document.createElement("div");
  host.id = "edgewright-problem";
  host.style.cssText = "position:fixed;inset:0;z-index:2147483647;overflow:auto";
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  root.innerHTML = ${scriptJson(`<style>${calmStyle}</style>`)} + markup;
  document.documentElement.append(host);
  return host;
}
`;

/** The server finds nothing wrong with the files: the bridge shows the browser's own words until the app draws something. */
const explainModule = `${drawFunction}
export function explain(message, place) {
  const host = draw(${scriptJson(`<main><h1>This app does not load</h1><p>It stopped with an error before it showed anything. Ask for a fix in the chat, or correct the code.</p>
<section><h2></h2><p></p></section></main>`)});
  host.shadowRoot.querySelector("h2").textContent = place;
  host.shadowRoot.querySelector("section p").textContent = message;
  const shows = new MutationObserver(() => {
    if (document.body.innerText.trim() === "" && !document.body.querySelector("img, svg, canvas, video, input, button")) return;
    shows.disconnect();
    host.remove();
  });
  shows.observe(document.body, { childList: true, subtree: true, characterData: true });
}
`;

/** A module that renders the overlay; without problems it only exports the function. */
export function problemModule(problems: readonly FramedDiagnostic[]): string {
  const [first] = problems;
  if (first === undefined) return explainModule;
  const message = `${first.path}:${first.line}:${first.column} ${first.message}`;
  return `${drawFunction}
draw(${scriptJson(`<main>${problemMarkup(problems)}</main>`)});
if (window.parent !== window) {
  window.parent.postMessage({ source: "edgewright-preview", type: "error", message: ${scriptJson(message)} }, "*");
}
export {};
`;
}

function problemMarkup(problems: readonly FramedDiagnostic[]): string {
  const more = problems.length - shownProblems;
  return [
    "<h1>This app does not load</h1>",
    `<p>${problems.length === 1 ? "There is a problem" : `There are ${problems.length} problems`}. Ask for a fix in the chat, or correct the code.</p>`,
    ...problems.slice(0, shownProblems).map(oneProblem),
    more > 0 ? `<p>${more} more.</p>` : "",
  ].join("\n");
}

function oneProblem(problem: FramedDiagnostic): string {
  const lines = frameLines(problem.source, problem.line - linesAround, problem.line + linesAround);
  const width = String(lines.at(-1)?.number ?? 0).length;
  const frame = lines.map(({ number, text }) => {
    const line = `<span class="number">${String(number).padStart(width)}</span> ${escapeHtml(text)}\n`;
    if (number !== problem.line) return line;
    // Tabs stay tabs, so that the mark lines up with its character.
    const indent = text.slice(0, problem.column - 1).replace(/[^\t]/g, " ");
    return `<mark>${line}</mark><span class="number">${" ".repeat(width)}</span> ${indent}<b>^</b>\n`;
  });
  return `<section>
<h2><code>${escapeHtml(problem.path)}</code> line ${problem.line}, column ${problem.column}</h2>
<p>${escapeHtml(problem.message)}</p>
<pre>${frame.join("")}</pre>
</section>`;
}
