// Real small files that are not text: a picture that browsers draw, a tone that they play, and the first bytes of other kinds.
import { crc32 } from "../../src/base/zip.ts";

const join = (...parts: (Uint8Array | readonly number[])[]): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
};

const text = (value: string) => Uint8Array.from(value, (character) => character.charCodeAt(0));
const big = (value: number) => [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const little = (value: number) => big(value).reverse();

async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** A picture of one colour. `extra`: bytes of a chunk that browsers skip, to make it larger or different. */
export async function png(
  width: number,
  height: number,
  [red, green, blue]: readonly [number, number, number] = [30, 120, 110],
  extra = 0,
): Promise<Uint8Array<ArrayBuffer>> {
  const row = [0, ...Array.from({ length: width }, () => [red, green, blue]).flat()];
  const pixels = Array.from({ length: height }, () => row).flat();
  const chunk = (name: string, data: Uint8Array | readonly number[]) => {
    const body = join(text(name), data);
    return join(big(data.length), body, big(crc32(body)));
  };
  return join(
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    chunk("IHDR", [...big(width), ...big(height), 8, 2, 0, 0, 0]),
    ...(extra === 0 ? [] : [chunk("exTr", new Uint8Array(extra))]),
    chunk("IDAT", await deflated(Uint8Array.from(pixels))),
    chunk("IEND", []),
  );
}

/** A tone of 440 Hz, 8,000 samples a second, one byte each. */
export function wav(seconds = 0.5): Uint8Array<ArrayBuffer> {
  const samples = Uint8Array.from({ length: 8_000 * seconds }, (_, at) => 128 + 60 * Math.sin((at * 440 * 2 * Math.PI) / 8_000));
  const format = [...little(16), 1, 0, 1, 0, ...little(8_000), ...little(8_000), 1, 0, 8, 0];
  return join(
    ...[text("RIFF"), little(36 + samples.length), text("WAVE"), text("fmt "), format],
    ...[text("data"), little(samples.length), samples],
  );
}

/** As far as the header goes. */
export const heads = {
  gif: (width: number, height: number) => join(text("GIF89a"), little(width).slice(0, 2), little(height).slice(0, 2), [0, 0, 0]),
  /** With a segment before the frame, as cameras write. */
  jpeg: (width: number, height: number) =>
    join(
      [0xff, 0xd8, 0xff, 0xe0, 0, 16, ...text("JFIF"), 0, 1, 1, 0, 0, 1, 0, 1, 0, 0],
      [0xff, 0xe1, 1, 0, ...new Uint8Array(254)],
      [0xff, 0xc2, 0, 17, 8, ...big(height).slice(2), ...big(width).slice(2), 3],
    ),
  webp: (width: number, height: number) =>
    join(
      text("RIFF"),
      little(30),
      text("WEBPVP8X"),
      little(10),
      [0, 0, 0, 0],
      little(width - 1).slice(0, 3),
      little(height - 1).slice(0, 3),
    ),
  webpLossy: (width: number, height: number) =>
    join(
      text("RIFF"),
      little(30),
      text("WEBPVP8 "),
      little(10),
      [0, 0, 0, 0x9d, 0x01, 0x2a],
      little(width).slice(0, 2),
      little(height).slice(0, 2),
    ),
  webpLossless: (width: number, height: number) =>
    join(text("RIFF"), little(30), text("WEBPVP8L"), little(10), [0x2f], little((width - 1) | ((height - 1) << 14))),
  bmp: (width: number, height: number) =>
    join(text("BM"), little(70), [0, 0, 0, 0], little(54), little(40), little(width), little(-height), [1, 0, 24, 0]),
  woff2: () => join(text("wOF2"), [0, 1, 0, 0, 0, 0, 0, 99]),
  mp4: (brand = "isom") => join([0, 0, 0, 24], text("ftyp"), text(brand), [0, 0, 2, 0]),
  wasm: () => join([0], text("asm"), [1, 0, 0, 0]),
  pdf: () => text("%PDF-1.7\n1 0 obj <</OpenAction <</S /JavaScript /JS (app.alert(1))>> >>\n"),
  ogg: () => join(text("OggS"), [0, 2, 0, 0]),
  mp3: () => join(text("ID3"), [4, 0, 0, 0, 0, 0, 1]),
  zip: () => join(text("PK"), [3, 4, 20, 0]),
};
