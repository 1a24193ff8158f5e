// "Make it blue": changes the three accent lines of the stylesheet, and those of the dark block if there is one.
import type { Update } from "../kind.ts";
import { fromHex, type Oklch, oklch, toCss } from "./oklch.ts";
import { darkAccents, lightAccents } from "./palette.ts";

const named: Record<string, Oklch> = {
  teal: oklch(0.5, 0.095, 185),
  turquoise: oklch(0.52, 0.1, 190),
  cyan: oklch(0.52, 0.1, 210),
  navy: oklch(0.36, 0.1, 262),
  indigo: oklch(0.45, 0.17, 277),
  blue: oklch(0.5, 0.17, 256),
  green: oklch(0.5, 0.13, 150),
  orange: oklch(0.57, 0.16, 48),
  red: oklch(0.52, 0.19, 27),
  pink: oklch(0.55, 0.19, 355),
  purple: oklch(0.48, 0.17, 305),
  violet: oklch(0.48, 0.18, 292),
  yellow: oklch(0.56, 0.115, 85),
  gold: oklch(0.54, 0.11, 80),
  brown: oklch(0.44, 0.075, 55),
  grey: oklch(0.45, 0.01, 260),
  gray: oklch(0.45, 0.01, 260),
  black: oklch(0.27, 0.005, 260),
  warm: oklch(0.53, 0.13, 42),
  cool: oklch(0.48, 0.1, 232),
  crimson: oklch(0.48, 0.19, 20),
  maroon: oklch(0.38, 0.13, 25),
  coral: oklch(0.58, 0.15, 33),
  amber: oklch(0.55, 0.12, 70),
  beige: oklch(0.5, 0.045, 75),
  olive: oklch(0.48, 0.09, 115),
  lime: oklch(0.55, 0.15, 130),
  emerald: oklch(0.5, 0.12, 160),
  aqua: oklch(0.53, 0.1, 200),
  lavender: oklch(0.52, 0.12, 295),
  magenta: oklch(0.52, 0.21, 335),
  fuchsia: oklch(0.52, 0.22, 325),
};
/** Colour words in requests; "cool" alone is praise. */
export const colourNames: readonly string[] = [...Object.keys(named).filter((name) => name !== "cool"), "warmer", "cooler"];
const anyName = new RegExp(`\\b(?:${colourNames.join("|")})\\b`, "g");
const hex = /#(?:[0-9a-f]{6}|[0-9a-f]{3})(?![0-9a-f])/;

export const colours: Update = {
  name: "colours",
  canRead: (request) => wishIn(request) !== null,
  reads: ["src/styles.css"],
  change(files, request) {
    const wish = wishIn(request);
    const styles = files.get("src/styles.css");
    if (!wish || styles === undefined) return null;
    const edits = accentEdits(styles, wish.colour);
    if (edits.length === 0) return null;
    return { edits: [{ path: "src/styles.css", edits }], values: { colour: wish.name } };
  },
};

/** The requested colour; the last one named wins. */
function wishIn(request: string): { colour: Oklch; name: string } | null {
  const code = hex.exec(request)?.[0];
  if (code) return { colour: fromHex(code), name: code };
  const name = request.match(anyName)?.at(-1)?.replace(/er$/, "");
  const colour = name && named[name];
  return colour ? { colour, name } : null;
}

/** Edits of the lines that differ: light ones first, then dark ones. */
function accentEdits(styles: string, wish: Oklch): { search: string; replace: string }[] {
  const dark = /^\.dark \{\n[^{}]*\}/m.exec(styles);
  const light = styles.slice(0, dark?.index);
  return [...lineEdits(light, lightAccents(wish)), ...(dark ? lineEdits(dark[0], darkAccents(wish)) : [])];
}

function lineEdits(block: string, accents: ReturnType<typeof lightAccents>): { search: string; replace: string }[] {
  const lines = { accent: accents.accent, "accent-soft": accents.soft, "on-accent": accents.onAccent };
  return Object.entries(lines).flatMap(([name, colour]) => {
    const search = new RegExp(`--color-${name}: [^:;]+;`).exec(block)?.[0];
    const replace = `--color-${name}: ${toCss(colour)};`;
    return search === undefined || search === replace ? [] : [{ search, replace }];
  });
}
