// Faults that a browser refuses, or that leave a hole in the page: each is one file of the cup counter, or one more, written wrongly.
import { cupCounter } from "./cup-counter.ts";

export interface PlantedFault {
  name: string;
  path: string;
  content: string;
  /** Another file that is written with it, and stays as it is. */
  beside?: { path: string; content: string };
  /** Stands in the line that has to be named. */
  at: string;
  /** The parser notices it later: within so many lines. */
  noticedWithin?: number;
  /** What the words say: what is wrong, and what to write instead. */
  says: RegExp;
  /** The app shows all the same, without a style, a picture or a click. */
  severity?: "warning";
  /** Told as what has to be corrected, though a browser shows the app with what it can read of it. */
  showsAllTheSame?: true;
  /** What mends it, beside the cup counter's own files. */
  mend?: Readonly<Record<string, string>>;
}

/** A file of the cup counter with one text in it changed. */
function changed(path: string, text: string, replacement: string): { path: string; content: string } {
  const content = cupCounter[path];
  if (!content?.includes(text)) throw new Error(`${path} does not hold ${JSON.stringify(text)}.`);
  return { path, content: content.replace(text, () => replacement) };
}

const app = (text: string, replacement: string) => changed("src/App.tsx", text, replacement);
const describing = (text: string, replacement: string) => changed("src/lib/describe.ts", text, replacement);

export const plantedFaults: readonly PlantedFault[] = [
  // What cannot be read at all.
  { name: "a tag that is not closed", noticedWithin: 3, ...app("</h1>", ""), at: "</main>", says: /h1|closing|expected/i },
  {
    name: "a brace too few",
    noticedWithin: 3,
    ...describing("}\n", ""),
    at: "return cups",
    says: /unexpected|expected|end|brace|closed/i,
  },
  {
    name: "a quotation mark too few",
    noticedWithin: 1,
    ...describing('"1 cup"', '"1 cup'),
    at: '"1 cup',
    says: /string|unterminated|quot/i,
  },
  {
    name: "JSON with a comma too many",
    noticedWithin: 1,
    path: "src/lib/words.json",
    content: '{\n  "plural": "cups",\n}\n',
    beside: describing(
      "export function",
      'import words from "./words.json";\nexport const plural: string = words.plural;\nexport function',
    ),
    at: "}",
    says: /JSON|comma|unexpected|expected/i,
    mend: { "src/lib/words.json": '{ "plural": "cups" }\n' },
  },
  {
    name: "a style sheet that is not closed",
    noticedWithin: 6,
    path: "src/styles.css",
    content: '@import "tailwindcss";\n\n.panel {\n  color: red;\n\n.other {\n  color: blue;\n}\n',
    at: ".panel {",
    says: /\}|clos/i,
    showsAllTheSame: true,
  },
  // What a parser accepts, and a browser does not.
  {
    name: "a name declared twice",
    ...app("  return (", "  const cups = 2;\n  return ("),
    at: "const cups = 2",
    says: /cups.*(twice|already|declared)|(twice|already|declared).*cups/i,
  },
  {
    name: "a name imported twice",
    ...app("import { Counter }", 'import { useRef, useState } from "react";\nimport { Counter }'),
    at: 'import { useRef, useState } from "react";',
    says: /useState/,
  },
  {
    name: "await in a plain function",
    ...describing("return cups", "await 0;\n  return cups"),
    at: "await 0",
    says: /await.*async|async.*await/i,
  },
  {
    name: "return outside of a function",
    ...changed("src/main.tsx", "createRoot(", "if (!document.body) return;\ncreateRoot("),
    at: "return;",
    says: /return/,
  },
  {
    name: "break outside of a loop",
    ...describing("return cups", "if (cups < 0) break;\n  return cups"),
    at: "break",
    says: /break/i,
  },
  {
    name: "a bad regular expression",
    ...describing("return cups", "if (/[0-9/.test(String(cups))) return String(cups);\n  return cups"),
    at: "/[0-9",
    says: /regular expression|character class|unterminated/i,
  },
  {
    name: "a flag that no regular expression has",
    ...describing("return cups", "if (/a/gg.test(String(cups))) return String(cups);\n  return cups"),
    at: "/a/gg",
    says: /flag/i,
  },
  {
    name: "an export of nothing",
    ...describing("export function", "export { total };\nexport function"),
    at: "export { total }",
    says: /total/,
  },
  {
    name: "two defaults",
    ...describing("export function", "export default 1;\nexport default 2;\nexport function"),
    at: "export default 2",
    says: /default/i,
  },
  {
    name: "a private name that no class has",
    ...describing("return cups", "class Cup { size() { return this.#size; } }\n  return new Cup().size() ? '' : cups"),
    at: "#size",
    says: /#size/,
  },
  {
    name: "an assignment to a constant",
    ...describing("return cups", "const shown = 1;\n  shown = cups;\n  return cups"),
    at: "shown = cups",
    says: /shown.*(const|assign)|(const|assign).*shown/i,
  },
  {
    name: "a use before the definition",
    ...changed(
      "src/components/Counter.tsx",
      "const drink: Drink",
      "const label = sizes.small;\nconst sizes = { small: String(label) };\nconst drink: Drink",
    ),
    at: "sizes.small",
    says: /sizes/,
  },
  {
    name: "a syntax error in a script of the page",
    ...changed(
      "index.html",
      '    <div id="root"></div>',
      '    <div id="root"></div>\n    <script>\n      const theme = { dark: true;\n    </script>',
    ),
    at: "dark: true;",
    says: /unexpected|expected|,|\}/i,
  },
  // Names.
  {
    name: "a component that is not imported",
    ...app('import { Counter } from "./components/Counter";\n', ""),
    at: "<Counter",
    says: /Counter.*import|import.*Counter/i,
  },
  { name: "a misspelt component", ...app("<Counter", "<Conuter"), at: "<Conuter", says: /Conuter[\s\S]*Counter/ },
  { name: "a misspelt hook", ...app("= useState(0)", "= useSate(0)"), at: "useSate(0)", says: /useSate[\s\S]*useState/ },
  {
    name: "a hook that is not imported",
    ...app("  return (", "  useEffect(() => {}, []);\n  return ("),
    at: "useEffect",
    says: /useEffect[\s\S]*react/i,
  },
  {
    name: "a function of one's own that is not imported",
    ...app('import { inWords } from "./lib/describe";\n', ""),
    at: "inWords(cups)",
    says: /inWords/,
  },
  {
    name: "a name that a file of one's own does not export",
    ...app("{ inWords }", "{ inWord as inWords }"),
    at: "inWord as",
    says: /inWord\b[\s\S]*inWords/,
  },
  {
    name: "a default that a file of one's own does not export",
    ...app("import { Counter }", "import Counter"),
    at: "import Counter",
    says: /default|\{ Counter \}/,
  },
  {
    name: "a type used as a value",
    path: "src/components/Counter.tsx",
    content: (cupCounter["src/components/Counter.tsx"] ?? "")
      .replace("import type", "import")
      .replace('{ name: "tea" }', "new Drink()"),
    at: "import { Drink }",
    says: /Drink/,
  },
  {
    name: "createRoot of react-dom",
    ...changed("src/main.tsx", '"react-dom/client"', '"react-dom"'),
    at: "createRoot }",
    says: /createRoot[\s\S]*react-dom\/client/,
  },
  {
    name: "a name that a library does not export",
    ...app('useState } from "react";\n', 'useState, useToggle } from "react";\nexport const toggle = useToggle;\n'),
    at: "useToggle",
    says: /useToggle/,
  },
  {
    name: "a default that a library does not export",
    ...app(
      "import { inWords }",
      'import dates from "date-fns";\nexport const today = dates.format(new Date(), "PPP");\nimport { inWords }',
    ),
    at: "import dates",
    says: /date-fns[\s\S]*(default|\{)/,
  },
  // Files and packages.
  {
    name: "a file that is not there",
    ...app(
      "import { inWords }",
      'import { Header } from "./components/Header";\nexport const head = <Header />;\nimport { inWords }',
    ),
    at: "./components/Header",
    says: /components\/Header/,
    mend: { "src/components/Header.tsx": "export const Header = () => null;\n" },
  },
  {
    name: "a style sheet that is not there",
    ...app("import { inWords }", 'import "./theme.css";\nimport { inWords }'),
    at: "./theme.css",
    says: /theme\.css/,
  },
  {
    name: "a page's script that is not there",
    ...changed("index.html", "/src/main.tsx", "/src/start.tsx"),
    at: "/src/start.tsx",
    says: /start\.tsx/,
  },
  {
    name: "a package that nobody knows",
    ...app("import { inWords }", 'import moment from "moment";\nexport const today = moment();\nimport { inWords }'),
    at: '"moment"',
    says: /moment[\s\S]*(dayjs|date-fns)/,
  },
  {
    name: "a module of Node",
    ...describing("export function", 'import { readFileSync } from "fs";\nexport const read = readFileSync;\nexport function'),
    at: '"fs"',
    says: /fs[\s\S]*(browser|Node)/i,
  },
  {
    name: "a style sheet in SCSS",
    ...app("import { inWords }", 'import "./theme.scss";\nimport { inWords }'),
    at: "./theme.scss",
    says: /CSS|scss/,
  },
  // What leaves a hole.
  {
    name: "an unknown class in @apply",
    path: "src/styles.css",
    content: '@import "tailwindcss";\n\n.panel {\n  @apply rounded-lg p-4 shadow-card;\n}\n',
    at: "shadow-card",
    says: /shadow-card/,
    severity: "warning",
  },
  {
    name: "a picture that is not there",
    ...app("<h1>", '<img src="/pictures/cup.png" alt="A cup" />\n      <h1>'),
    at: "/pictures/cup.png",
    says: /cup\.png/,
    severity: "warning",
  },
  {
    name: "an imported picture that is not there",
    ...app("import { inWords }", 'import cup from "./assets/cup.png";\nexport const picture = cup;\nimport { inWords }'),
    at: "./assets/cup.png",
    says: /cup\.png/,
    severity: "warning",
  },
  {
    name: "a plugin of Tailwind that nobody knows",
    path: "tailwind.config.js",
    content: "export default {\n  theme: {},\n  plugins: [require('tailwindcss-sparkles')],\n};\n",
    at: "tailwindcss-sparkles",
    says: /tailwindcss-sparkles/,
    severity: "warning",
    mend: { "tailwind.config.js": "export default {\n  theme: {},\n  plugins: [],\n};\n" },
  },
];

/** Whether it is the line of the fault that is named, or one shortly after it where only that one shows that something is wrong. */
export function isItsLine({ content, at, noticedWithin = 0 }: PlantedFault, line: number): boolean {
  const wanted = content.slice(0, content.indexOf(at)).split("\n").length;
  return Math.abs(line - wanted) <= noticedWithin;
}

/** The files of the app with the fault in them. */
export function withFault({ path, content, beside }: PlantedFault): Record<string, string> {
  return { ...cupCounter, ...(beside ? { [beside.path]: beside.content } : {}), [path]: content };
}

/** Found by compiling the styles, which the checks of the files alone do not do. */
export const foundByStyles: ReadonlySet<string> = new Set([
  "an unknown class in @apply",
  "a plugin of Tailwind that nobody knows",
]);
