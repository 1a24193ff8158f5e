// What a file is, by its first bytes and its name's ending. The bytes decide; a name alone never makes a browser run or draw something.

export type FileKind = "picture" | "font" | "audio" | "video" | "document" | "archive" | "program" | "data";

export interface FileType {
  /** As it is served. None of these is run by a browser in the page's name: HTML, SVG and scripts are text. */
  type: string;
  kind: FileKind;
  /** For people and models: "PNG picture". */
  name: string;
  /** Endings that go with it; the first one is the usual one. */
  endings: readonly string[];
}

const row = (type: string, kind: FileKind, name: string, endings: string): FileType => ({
  type,
  kind,
  name,
  endings: endings.split(" "),
});

const png = row("image/png", "picture", "PNG picture", "png apng");
const jpeg = row("image/jpeg", "picture", "JPEG picture", "jpg jpeg jfif");
const gif = row("image/gif", "picture", "GIF picture", "gif");
const webp = row("image/webp", "picture", "WebP picture", "webp");
const avif = row("image/avif", "picture", "AVIF picture", "avif");
const bmp = row("image/bmp", "picture", "BMP picture", "bmp");
const icon = row("image/x-icon", "picture", "icon", "ico cur");
const woff2 = row("font/woff2", "font", "WOFF2 font", "woff2");
const woff = row("font/woff", "font", "WOFF font", "woff");
const ttf = row("font/ttf", "font", "TrueType font", "ttf ttc");
const otf = row("font/otf", "font", "OpenType font", "otf");
const mp3 = row("audio/mpeg", "audio", "MP3 audio", "mp3");
const wav = row("audio/wav", "audio", "WAV audio", "wav");
const ogg = row("audio/ogg", "audio", "Ogg audio", "ogg oga opus");
const ogv = row("video/ogg", "video", "Ogg video", "ogv");
const flac = row("audio/flac", "audio", "FLAC audio", "flac");
const aac = row("audio/aac", "audio", "AAC audio", "aac");
const m4a = row("audio/mp4", "audio", "MPEG-4 audio", "m4a");
const mp4 = row("video/mp4", "video", "MPEG-4 video", "mp4 m4v mov");
const webm = row("video/webm", "video", "WebM video", "webm mkv");
const weba = row("audio/webm", "audio", "WebM audio", "weba");
const midi = row("audio/midi", "audio", "MIDI file", "mid midi");
const wasm = row("application/wasm", "program", "WebAssembly module", "wasm");
const pdf = row("application/pdf", "document", "PDF document", "pdf");
const zip = row("application/zip", "archive", "ZIP archive", "zip");
const gzip = row("application/gzip", "archive", "gzip archive", "gz tgz");
const glb = row("model/gltf-binary", "data", "glTF model", "glb");
const data = row("application/octet-stream", "data", "binary file", "bin dat eot psd tif tiff heic");

export const fileTypes: readonly FileType[] = [
  ...[png, jpeg, gif, webp, avif, bmp, icon, woff2, woff, ttf, otf, mp3, wav, ogg, ogv, flac, aac, m4a, mp4, webm, weba, midi],
  ...[wasm, pdf, zip, gzip, glb, data],
];

const byType = new Map(fileTypes.map((entry) => [entry.type, entry]));
const byEnding = new Map(fileTypes.flatMap((entry) => entry.endings.map((ending) => [ending, entry] as const)));

/** Endings of files that only text makes sense in: what is not UTF-8 is refused there. */
const textEndings: ReadonlySet<string> = new Set(
  (
    "html htm xhtml css scss sass less js mjs cjs jsx ts tsx mts cts json jsonc map geojson topojson jsonld gltf webmanifest svg xml rss atom " +
    "txt md mdx csv tsv ics vcf vtt srt yaml yml toml ini env vue svelte astro glsl vert frag wgsl obj mtl sql graphql sh py"
  ).split(" "),
);

/** Lower case; empty where there is none. */
export function endingOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot === -1 ? "" : name.slice(dot + 1).toLowerCase();
}

export const isTextName = (path: string): boolean => textEndings.has(endingOf(path));

/** What a name promises; null for text, and where an ending says nothing. */
export const typeOfName = (path: string): FileType | null => byEnding.get(endingOf(path)) ?? null;

/** The kind of binary file that a name promises; null where it promises none, or nothing in particular. */
export function promisedBinary(path: string): FileType | null {
  const named = typeOfName(path);
  return named === data ? null : named;
}

/** Pictures, fonts, sounds and films: an app without one of them still works. */
export function isMedia(path: string): boolean {
  const kind = promisedBinary(path)?.kind;
  return kind === "picture" || kind === "font" || kind === "audio" || kind === "video" || endingOf(path) === "svg";
}

/** By its served type, unknown ones as plain data: what is stored is never served as anything else than this list has. */
export const typeNamed = (type: string): FileType => byType.get(type) ?? data;

const ascii = (bytes: Uint8Array, at: number, length: number) => String.fromCharCode(...bytes.subarray(at, at + length));
const starts = (bytes: Uint8Array, ...values: number[]) =>
  bytes.length >= values.length && values.every((value, index) => bytes[index] === value);

/** ISO media files name their brand: `ftyp` and four characters. */
function isoMedia(bytes: Uint8Array): FileType | null {
  if (ascii(bytes, 4, 4) !== "ftyp") return null;
  const brand = ascii(bytes, 8, 4);
  if (brand === "avif" || brand === "avis") return avif;
  if (brand.startsWith("hei") || brand.startsWith("mif") || brand.startsWith("msf")) return data;
  return brand.startsWith("M4A") || brand.startsWith("M4B") ? m4a : mp4;
}

/** Type by the first bytes; null where they say nothing. */
function signatureOf(bytes: Uint8Array): FileType | null {
  const four = ascii(bytes, 0, 4);
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return png;
  if (starts(bytes, 0xff, 0xd8, 0xff)) return jpeg;
  if (/^GIF8[79]a/.test(ascii(bytes, 0, 6))) return gif;
  if (four === "RIFF") return { WEBP: webp, WAVE: wav }[ascii(bytes, 8, 4)] ?? data;
  // Two letters begin many texts: the four reserved bytes are zero in a picture.
  if (four.startsWith("BM") && bytes.length > 26 && bytes.subarray(6, 10).every((byte) => byte === 0)) return bmp;
  if ((starts(bytes, 0, 0, 1, 0) || starts(bytes, 0, 0, 2, 0)) && (bytes[4] ?? 0) > 0) return icon;
  if (four === "wOF2") return woff2;
  if (four === "wOFF") return woff;
  if (four === "OTTO") return otf;
  if (starts(bytes, 0, 1, 0, 0) || four === "true" || four === "ttcf") return ttf;
  if (four.startsWith("ID3") && (bytes[3] ?? 255) < 16) return mp3;
  if (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xf6) === 0xf0) return aac;
  if (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0 && ((bytes[1] ?? 0) & 0x06) !== 0) return mp3;
  if (four === "OggS") return ogg;
  if (four === "fLaC") return flac;
  if (four === "MThd") return midi;
  if (starts(bytes, 0x1a, 0x45, 0xdf, 0xa3)) return webm;
  if (starts(bytes, 0, 0x61, 0x73, 0x6d)) return wasm;
  if (ascii(bytes, 0, 5) === "%PDF-") return pdf;
  if (starts(bytes, 0x50, 0x4b, 3, 4) || starts(bytes, 0x50, 0x4b, 5, 6)) return zip;
  if (starts(bytes, 0x1f, 0x8b)) return gzip;
  if (four === "glTF") return glb;
  return isoMedia(bytes);
}

/** Containers that hold sound or pictures alike: there the name says which. */
const alike: readonly (readonly FileType[])[] = [
  [ogg, ogv],
  [mp4, m4a],
  [webm, weba],
];

/** What the bytes are, with the name's help where the bytes leave it open; null where they say nothing. */
export function sniff(bytes: Uint8Array, path: string): FileType | null {
  const found = signatureOf(bytes);
  const named = typeOfName(path);
  const choices = alike.find((group) => found !== null && group.includes(found));
  return named !== null && choices?.includes(named) ? named : found;
}

/** The bytes as text; null where they are not UTF-8, or have a zero byte. A byte order mark is part of the text. */
export function textOf(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

export type Recognised = { as: "text"; text: string } | { as: "binary"; type: FileType } | { as: "neither"; reason: string };

/** How a file with this name and content is kept: as text, as bytes of a type, or not at all. */
export function recognise(path: string, bytes: Uint8Array): Recognised {
  const found = sniff(bytes, path);
  const promised = promisedBinary(path);
  // A small PDF, for example, may be valid text.
  const text = found !== null && promised !== null ? null : textOf(bytes);
  if (text !== null) return { as: "text", text };
  if (isTextName(path)) return { as: "neither", reason: `${path} has to be text in UTF-8 without zero bytes, and it is not.` };
  if (found !== null) return { as: "binary", type: found };
  const ending = endingOf(path);
  if (promised !== null) return { as: "neither", reason: `${path} is neither text nor a ${promised.name}: it may be damaged.` };
  if (ending === "")
    return { as: "neither", reason: `${path} is not text, and its name has no ending that says what it is, such as .png.` };
  return { as: "binary", type: data };
}
