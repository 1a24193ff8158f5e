// Colours in OKLCH: reading and writing them in CSS, and the contrast between two. Formulas: Björn Ottosson, "A perceptual color space for
// image processing" (2020); WCAG 2.2, relative luminance.

export interface Oklch {
  /** 0 to 1. */
  lightness: number;
  chroma: number;
  /** Degrees. */
  hue: number;
}

export const oklch = (lightness: number, chroma: number, hue: number): Oklch => ({ lightness, chroma, hue });

export function toCss({ lightness, chroma, hue }: Oklch): string {
  return `oklch(${rounded(lightness, 3)} ${rounded(chroma, 3)} ${rounded(hue, 0)})`;
}

const rounded = (value: number, digits: number) => String(Number(value.toFixed(digits)));

export function fromCss(css: string): Oklch | null {
  const match = /oklch\(\s*([\d.]+)(%?)\s+([\d.]+)\s+([\d.]+)/.exec(css);
  if (!match) return null;
  return oklch(Number(match[1]) / (match[2] ? 100 : 1), Number(match[3]), Number(match[4]));
}

/** From #rgb or #rrggbb. */
export function fromHex(hex: string): Oklch {
  const digits = hex.slice(1);
  const pairs = digits.length === 3 ? [...digits].map((digit) => digit + digit) : (digits.match(/../g) ?? []);
  const [red = 0, green = 0, blue = 0] = pairs.map((pair) => linear(Number.parseInt(pair, 16) / 255));
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const b = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  const lightness = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
  return oklch(lightness, Math.hypot(a, b), ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360);
}

const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

function linearRgb({ lightness, chroma, hue }: Oklch): [number, number, number] {
  const radians = (hue * Math.PI) / 180;
  const a = chroma * Math.cos(radians);
  const b = chroma * Math.sin(radians);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

const chromaStep = 0.004;
/** Rounding errors of the conversion do not make a colour fall outside sRGB. */
const tolerance = 0.0005;

/** The colour with as much of its chroma as sRGB can show. */
export function inGamut(colour: Oklch): Oklch {
  let { chroma } = colour;
  while (chroma > 0 && linearRgb({ ...colour, chroma }).some((part) => part < -tolerance || part > 1 + tolerance)) {
    chroma = Math.max(0, chroma - chromaStep);
  }
  return { ...colour, chroma };
}

function luminance(colour: Oklch): number {
  const [red, green, blue] = linearRgb(colour).map((part) => Math.min(1, Math.max(0, part)));
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

/** From 1 to 21, as defined by WCAG. */
export function contrast(one: Oklch, other: Oklch): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}
