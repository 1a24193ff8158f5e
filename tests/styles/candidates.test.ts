// Which class names are found in sources: all that a browser would see on elements, in whatever way they are written.
import { expect, test } from "vitest";
import { addCandidates } from "../../src/styles/compiler/candidates.ts";

function candidatesIn(source: string, isMarkup = false): Set<string> {
  const found = new Set<string>();
  addCandidates(source, isMarkup, found);
  return found;
}

const classes = [
  ...[
    "flex",
    "p-4",
    "-mt-2",
    "w-1/2",
    "w-1.5",
    "!p-4",
    "p-4!",
    "@container",
    "@md:flex",
    "2xl:p-4",
    "bg-red-500/50",
    "bg-red-500/[0.5]",
  ],
  ...[
    "hover:dark:bg-black",
    "group-hover/card:flex",
    "*:p-2",
    "min-[400px]:p-2",
    "[--size:1px]",
    "[&>p]:mt-2",
    "[&:nth-child(3)]:mt-2",
  ],
  ...["data-[state=open]:flex", "aria-[sort=asc]:flex", "supports-[display:grid]:grid", "has-[>img]:p-2", "grid-cols-[1fr,2fr]"],
  ...[
    "w-[calc(100%-1rem)]",
    "bg-[url('/x.png')]",
    'before:content-["a"]',
    "bg-(--tint)",
    "text-(length:--size)",
    "bg-[color:var(--x)]/20",
  ],
];

test.each(classes)("%s in a text, a list, a template and a tag", (name) => {
  const quote = name.includes('"') ? "'" : '"';
  expect(candidatesIn(`<p className=${quote}a ${name} b${quote} />`)).toContain(name);
  expect(candidatesIn(`clsx([${quote}${name}${quote}, x])`)).toContain(name);
  expect(candidatesIn(`\`a \${x ? ${quote}${name}${quote} : ""} b\``)).toContain(name);
  expect(candidatesIn(`<p class=${quote}${name}${quote}>`)).toContain(name);
});

test("keys, escaped quotes, entities and names after points", () => {
  expect(candidatesIn("cn({ underline: true, 'mt-2': on })")).toContain("underline");
  expect(candidatesIn("'bg-[url(\\'/x.png\\')]'")).toContain("bg-[url('/x.png')]");
  expect(candidatesIn('<p class="[&amp;&gt;p]:mt-2">', true)).toContain("[&>p]:mt-2");
  expect(candidatesIn("div.flex.items-center")).toContain("items-center");
});
