// An app's three accent colours, light and dark, derived from one colour so that text on them and in them stays readable.
import { contrast, inGamut, type Oklch, oklch } from "./oklch.ts";

export interface Accents {
  accent: Oklch;
  soft: Oklch;
  onAccent: Oklch;
}

/** WCAG requires 4.5; the rest allows for rounding and for slightly darker canvases. */
const wantedContrast = 4.8;
const lightnessStep = 0.01;
const lightSoft = 0.94;
const darkSoft = 0.31;
/** A colour on a dark page looks stronger than on a light one. */
const darkChromaShare = 0.85;
/** The brightest surface behind a dark accent, and the darkest canvas behind a light one. */
const darkSurface = oklch(0.26, 0.015, 0);
const lightCanvas = oklch(0.955, 0.01, 0);

/** As bright as requested, or darker if white on it, or the colour on the page, would be unreadable. */
export function lightAccents(wish: Oklch): Accents {
  const soft = inGamut(oklch(lightSoft, Math.min(wish.chroma * 0.3, 0.05), wish.hue));
  const onAccent = inGamut(oklch(0.99, Math.min(wish.chroma * 0.1, 0.008), wish.hue));
  let accent = inGamut(wish);
  while (!readable(accent, [soft, onAccent, lightCanvas])) accent = step(accent, wish, -lightnessStep);
  return { accent, soft, onAccent };
}

export function darkAccents(wish: Oklch): Accents {
  const soft = inGamut(oklch(darkSoft, Math.min(wish.chroma * 0.4, 0.06), wish.hue));
  const onAccent = inGamut(oklch(0.19, Math.min(wish.chroma * 0.2, 0.025), wish.hue));
  // Must differ from the light accent's text: each line of the stylesheet is found by what it says.
  const calm = { ...wish, chroma: wish.chroma * darkChromaShare };
  let accent = inGamut({ ...calm, lightness: Math.max(0.72, Math.min(wish.lightness + 0.2, 0.86)) });
  while (!readable(accent, [soft, onAccent, darkSurface])) accent = step(accent, calm, lightnessStep);
  return { accent, soft, onAccent };
}

const readable = (colour: Oklch, against: Oklch[]) => against.every((other) => contrast(colour, other) >= wantedContrast);

function step(colour: Oklch, wish: Oklch, by: number): Oklch {
  return inGamut({ ...wish, lightness: Math.min(1, Math.max(0, colour.lightness + by)) });
}
