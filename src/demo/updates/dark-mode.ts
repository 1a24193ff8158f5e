// Dark mode for any app: the variables again under `.dark`, and a button in the header that switches and remembers.
import type { Update } from "../kind.ts";
import { fromCss, inGamut, oklch, toCss } from "./oklch.ts";
import { darkAccents } from "./palette.ts";

const togglePath = "src/components/ThemeToggle.tsx";
const actions = '<div className="flex items-center gap-2">{children}</div>';
const base = "@layer base {";
const maxTint = 0.02;

export const darkMode: Update = {
  name: "dark",
  reads: ["src/styles.css", "src/components/Header.tsx", "src/lib/app.ts", togglePath],
  change(files) {
    const styles = files.get("src/styles.css");
    const header = files.get("src/components/Header.tsx");
    if (styles === undefined || header === undefined || files.has(togglePath)) return null;
    const block = darkBlock(styles);
    const importLine = /^import \{ appName \} from "\.\.\/lib\/app(?:\.ts)?";$/m.exec(header)?.[0];
    if (block === null || !importLine || !header.includes(actions) || !styles.includes(base)) return null;
    const lineBefore = header.slice(header.lastIndexOf("\n", header.indexOf(actions)) + 1, header.indexOf(actions));
    const indent = /^ *$/.exec(lineBefore)?.[0] ?? "";
    return {
      edits: [
        { path: "src/styles.css", edits: [{ search: base, replace: `${block}\n\n${base}` }] },
        {
          path: "src/components/Header.tsx",
          edits: [
            { search: importLine, replace: `${importLine}\nimport { ThemeToggle } from "./ThemeToggle";` },
            {
              search: actions,
              replace: `<div className="flex items-center gap-2">\n${indent}  {children}\n${indent}  <ThemeToggle />\n${indent}</div>`,
            },
          ],
        },
      ],
      writes: [{ path: togglePath, content: toggle }],
    };
  },
};

/** Dark counterparts of the theme's colours, with the tint of the light ones; null if the theme cannot be read. */
function darkBlock(styles: string): string | null {
  const light = (name: string) => fromCss(new RegExp(`--color-${name}: ([^:;]+);`).exec(styles)?.[1] ?? "");
  const accent = light("accent");
  const canvas = light("canvas");
  if (!accent || !canvas || /^\.dark \{/m.test(styles)) return null;
  const { hue } = canvas.chroma > 0 ? canvas : accent;
  const neutral = (lightness: number, share: number) => inGamut(oklch(lightness, Math.min(canvas.chroma, maxTint) * share, hue));
  const accents = darkAccents(accent);
  const lines = {
    canvas: neutral(0.19, 0.8),
    surface: neutral(0.235, 0.9),
    line: neutral(0.35, 1),
    ink: neutral(0.94, 0.5),
    muted: neutral(0.74, 0.8),
    accent: accents.accent,
    "accent-soft": accents.soft,
    "on-accent": accents.onAccent,
  };
  const text = Object.entries(lines).map(([name, colour]) => `  --color-${name}: ${toCss(colour)};`);
  return [".dark {", "  color-scheme: dark;", ...text, "}"].join("\n");
}

const toggle = `import { Moon, Sun } from "lucide-react";
import { useEffect, useState } from "react";
import { load, save } from "../lib/app";

type Theme = "light" | "dark";

const key = "theme";
const isTheme = (value: unknown): value is Theme => value === "light" || value === "dark";
const systemQuery = () => window.matchMedia("(prefers-color-scheme: dark)");

/** Follows the system until a theme is chosen, then keeps the choice. */
export function ThemeToggle() {
  const [chosen, setChosen] = useState<Theme | null>(() =>
    load<Theme | null>(key, null, (value): value is Theme => isTheme(value)),
  );
  const [systemIsDark, setSystemIsDark] = useState(() => systemQuery().matches);
  const dark = chosen === null ? systemIsDark : chosen === "dark";

  useEffect(() => {
    const query = systemQuery();
    const follow = () => setSystemIsDark(query.matches);
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, []);

  useEffect(() => {
    document.documentElement.classList.toggle("dark", dark);
  }, [dark]);

  function choose() {
    const theme = dark ? "light" : "dark";
    setChosen(theme);
    save(key, theme);
  }

  return (
    <button
      type="button"
      onClick={choose}
      aria-pressed={dark}
      aria-label="Dark mode"
      title="Dark mode"
      className="grid size-10 shrink-0 cursor-pointer place-items-center rounded-lg text-muted hover:bg-surface hover:text-ink"
    >
      {dark ? <Sun className="size-5" aria-hidden="true" /> : <Moon className="size-5" aria-hidden="true" />}
    </button>
  );
}
`;
