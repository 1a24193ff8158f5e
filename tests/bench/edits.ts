// Edit engine: 200 search/replace pairs in one call, on files of growing size. Linear in the file means that four times the file is four times the time.
import { applyEdits, type Edit } from "../../src/workspace/edits.ts";
import { atMost, type Bench, type Row, timesTheirs } from "./lib/bench.ts";
import { compare } from "./lib/compare.ts";
import { kilobyte, sourceOf } from "./lib/content.ts";

const editCount = 200;
const sizes = [256, 512, 1024];
const runs = 5;
/** Caches and collections do not grow in a line: a factor of this much on top of the bytes' is still called linear. */
const tolerance = 1.25;

type Kind = "exact" | "re-indented";

/** Edits of places that are spread over the file, and what must come out. */
function editsOf(content: string, kind: Kind): { edits: Edit[]; expected: string } {
  const count = content.split("export function Card").length - 1;
  const edits: Edit[] = [];
  let expected = content;
  for (let index = 0; index < editCount; index += 1) {
    const number = Math.floor((index * count) / editCount);
    const head = `export function Card${number}({ title, onOpen }: { title: string; onOpen: () => void }) {`;
    const state = "const [open, setOpen] = useState(false);";
    // Indented by tabs where the file has spaces: found only by the third way of looking.
    const indent = kind === "exact" ? "  " : "\t";
    edits.push({
      search: `${head}\n${indent}${state}`,
      replace: `${head}\n${indent}const [open, setOpen] = useState(${number} > 1);`,
    });
    expected = expected.replace(`${head}\n  ${state}`, () => `${head}\n  const [open, setOpen] = useState(${number} > 1);`);
  }
  return { edits, expected };
}

async function run(say: (line: string) => void): Promise<Row[]> {
  const rows: Row[] = [];
  for (const kind of ["exact", "re-indented"] as const) {
    say(`${editCount} ${kind} edits`);
    // All sizes in turns, as sides of one comparison: their ratio is what is asked for. What comes out is checked here, as it differs by size.
    const sides = sizes.map((size) => {
      const content = sourceOf(size * kilobyte);
      const { edits, expected } = editsOf(content, kind);
      return {
        name: `${size} KB`,
        run() {
          const result = applyEdits(content, edits);
          return result.ok ? (result.content === expected ? "as expected" : "another text") : result.reason;
        },
      };
    });
    const figures = await compare(sides, { expected: "as expected", runs, warmUp: 1 });
    const smallest = figures.get(`${sizes[0]} KB`);
    if (!smallest) continue;
    for (const [name, figure] of figures) {
      const growth = Number.parseInt(name, 10) / (sizes[0] ?? 1);
      const ratio = timesTheirs(figure, smallest);
      const isBase = figure === smallest;
      rows.push({
        what: `${editCount} ${kind} edits in one call, ${name}`,
        ours: figure,
        peer: isBase ? null : { name: `itself, ${sizes[0]} KB`, figure: smallest },
        ratio: isBase ? null : ratio,
        target: isBase ? null : atMost(ratio.value, growth * tolerance),
      });
    }
  }
  return rows;
}

export const bench: Bench = {
  name: "edits",
  title: "Edit engine",
  method: `One edit_file call with ${editCount} pairs, spread over files of ${sizes.join(", ")} KB: exact pairs, and pairs whose indentation differs from the file's. The result
must equal that of the same replacements by position. ${runs} runs per size, the sizes in turns.`,
  caveats: [`"Linear" means that the time grows by at most ${tolerance} times as much as the bytes.`],
  run,
};
