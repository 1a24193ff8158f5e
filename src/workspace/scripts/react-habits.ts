// `ReactDOM.render` and its like, which React 19 does not have, and `createRoot` looked for in "react-dom" itself: the calls go to "react-dom/client".
import { type Change, withChanges } from "./changes.ts";

const members = "render|hydrate|unmountComponentAtNode|createRoot|hydrateRoot";
const mayHold = /\bfrom\s*["']react-dom["']/;
const importer = /\bimport\s+(?:\*\s+as\s+)?([\w$]+)\s*(?:,\s*\{[^}]*\}\s*)?from\s*["']react-dom["']/;

const helper =
  'import * as __client from "react-dom/client"; const __roots = new Map(); const __reactDom = { ...__client, ' +
  "render(element, container, done) { const root = __roots.get(container) ?? __client.createRoot(container); __roots.set(container, root); " +
  "root.render(element); if (done) queueMicrotask(done); }, hydrate(element, container, done) { __reactDom.render(element, container, done); }, " +
  "unmountComponentAtNode(container) { __roots.get(container)?.unmount(); return __roots.delete(container); } }; ";

export function withReactHabits(code: string): string {
  if (!mayHold.test(code)) return code;
  const local = importer.exec(code)?.[1];
  if (local === undefined) return code;
  const calls = new RegExp(`(?<![\\w$.])${local.replaceAll("$", "\\$")}\\s*\\.\\s*(${members})\\b`, "g");
  const changes: Change[] = [...code.matchAll(calls)].map(({ index, 0: { length }, 1: member }) => ({
    start: index,
    end: index + length,
    text: `__reactDom.${member}`,
  }));
  return changes.length === 0 ? code : helper + withChanges(code, changes);
}
