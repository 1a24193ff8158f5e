// What the demo model says when it cannot do what is asked, and what it always says about itself.
import type { Kind, Update } from "./kind.ts";

export const aboutDemo = "This is the built-in demo model: it writes an app prepared beforehand, word for word.";

const howToSetKey =
  "For anything else, connect a real model: start Edgewright with `OPENAI_API_KEY=… npm start`, or put the line `OPENAI_API_KEY=…` into the file `.dev.vars`. `OPENROUTER_API_KEY` works the same way.";

export function unknownApp(kinds: readonly Kind[]): string {
  const list = kinds.map((kind) => `- ${kind.title}`).join("\n");
  return `I cannot build that. I am the built-in demo model and know only these apps:\n\n${list}\n\nNothing was written. ${howToSetKey}`;
}

export function unknownUpdate(updates: readonly Update[]): string {
  return `I cannot make that change. I am the built-in demo model and know only a few changes. ${whatWorks(updates)}\n\nNothing was changed. ${howToSetKey}`;
}

export function impossibleUpdate(asked: readonly Update[], left: readonly Update[]): string {
  const names = asked.map((update) => update.name).join(", ");
  return (
    `Nothing was changed: this is in the app already, or its files are no longer as I know them (${names}). ` +
    `I am the built-in demo model and can only make prepared changes. ${whatWorks(left)}\n\n${howToSetKey}`
  );
}

export function whatWorks(updates: readonly Update[]): string {
  if (updates.length === 0) return "There is nothing that I can change in this app.";
  const list = updates.map((update) => `- ${update.example}`).join("\n");
  return `In this app you can ask me for:\n\n${list}`;
}

export function failedCalls(results: readonly string[]): string {
  return `A step did not work, and as the built-in demo model I cannot find another way:\n\n> ${results.join("\n").split("\n").join("\n> ")}\n\n${howToSetKey}`;
}

export function aboutApp(name: string, files: readonly string[], parts: readonly string[], updates: readonly Update[]): string {
  const list = files.map((path) => `\`${path}\``).join(", ");
  const made = parts.length > 0 ? ` \`src/App.tsx\` puts it together from ${parts.map((part) => `\`${part}\``).join(", ")}.` : "";
  return (
    "I am the built-in demo model, so I can say what is in the files, but not answer the question itself.\n\n" +
    `${name || "The app"} has ${files.length} files: ${list}.${made}\n\n${whatWorks(updates)}\n\n${howToSetKey}`
  );
}

export function emptyApp(kinds: readonly Kind[]): string {
  return `The app has no files yet, so there is nothing to tell about. ${unknownApp(kinds)}`;
}
