// add_component: puts ready-made interface components into the app as sources that are its own from then on. What they import of each other comes with
// them; files that the app has are left as they are.
import * as v from "valibot";
import components from "../components.generated.json" with { type: "json" };
import { defineTool, failed } from "./define.ts";
import { report } from "./report.ts";
import { tellFile } from "./tell-file.ts";

/** Sources by name, as scripts/build-components.ts packs them: "ui/button.tsx". */
export type ComponentSources = Readonly<Record<string, string>>;

const needs: Readonly<Record<string, readonly string[]>> = components;
const names = Object.keys(needs);
const theme = "theme.css";
/** A whole set of them is asked for at once, seldom more. */
const mostNames = 60;

export const addComponent = defineTool({
  name: "add_component",
  description:
    "Add ready-made, accessible interface components (shadcn/ui's names and API, Radix, Tailwind) as files in src/components/ui/, with what they need. " +
    `Import them from "@/components/ui/NAME". There are: ${names.join(", ")}.`,
  entries: {
    names: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(mostNames), v.description('Such as ["button", "dialog"]')),
  },
  writes: true,
  seen: { as: "patch" },
  files: ({ names: given }) => (Array.isArray(given) ? [...sourcesFor(given.filter(isText)).map(targetOf), targetOf(theme)] : []),
  title: ({ names: given }) => (given.length === 1 ? `Add ${given[0]}` : `Add ${given.length} components`),
  async run({ names: given }, context) {
    const { workspace } = context;
    const unknown = given.filter((name) => !(nameOf(name) in needs));
    if (unknown.length > 0)
      return failed(`There is no component ${unknown.join(", ")}. Nothing was added. There are: ${names.join(", ")}.`);
    const sources = await context.components();
    if (sources === null) return failed("The components could not be read. Write what you need in the app itself.");

    const wanted = [...sourcesFor(given), ...(hasTheme(workspace) ? [] : [theme])];
    const added: string[] = [];
    const kept: string[] = [];
    for (const name of wanted) {
      const path = targetOf(name);
      if (workspace.has(path)) {
        kept.push(path);
        continue;
      }
      const content = sources[name];
      if (content === undefined) throw new Error(`The source of ${name} is missing: build again.`);
      const result = workspace.write(path, content);
      // What came before it stays: the next call adds the rest.
      if (!result.ok) return failed(`${addedSentence(added)}${path} was not added. ${result.reason}`);
      const changes = [{ offset: 0, text: content }];
      // Viewers keep one file per call.
      const call = { ...context, callId: `${context.callId}.${added.length + 1}` };
      // The conversation does not hold its text: a model that wants to change it reads it first.
      await tellFile(call, { path, action: "write", content, changes });
      added.push(path);
    }
    const themeNote = added.includes(targetOf(theme))
      ? ` Their colours are in ${targetOf(theme)}: put \`@import "./theme.css";\` after \`@import "tailwindcss";\` in the stylesheet, and change them there.`
      : "";
    const text = `${addedSentence(added)}${keptSentence(kept)}${themeNote}`.trim();
    return report(context, text, { written: added });
  },
});

const isText = (value: unknown): value is string => typeof value === "string";

/** Models also write "Button" or "alertDialog". */
const nameOf = (given: string) =>
  given
    .trim()
    .replace(/([a-z\d])([A-Z])/g, "$1-$2")
    .toLowerCase();

const sourcesFor = (given: readonly string[]): string[] => [...new Set(given.flatMap((name) => needs[nameOf(name)] ?? []))];

const targetOf = (source: string) => (source.startsWith("ui/") ? `src/components/${source}` : `src/${source}`);

/** A stylesheet that names the colours, whichever file it is. */
const hasTheme = ({ list, read }: { list(): { path: string }[]; read(path: string): string | undefined }) =>
  list().some(({ path }) => /\.css$/i.test(path) && /--primary-foreground\s{0,9}:/.test(read(path) ?? ""));

/** In the words of a patch's answer, so that whoever reads the conversation finds the files. */
const addedSentence = (paths: readonly string[]) =>
  paths.length === 0 ? "" : `Added: ${paths.map((path) => `wrote ${path}`).join(", ")}. `;
const keptSentence = (paths: readonly string[]) =>
  paths.length === 0 ? "" : `Already there, left as they are: ${paths.join(", ")}. `;
