// Makes ZIP archives, right ones and wrong ones: each entry may claim what it likes.
import { crc32 } from "../../src/base/zip.ts";

export interface Packed {
  path: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** 8: deflated; 0: as it is. */
  method?: number;
  flags?: number;
  crc?: number;
  size?: number;
}

const deflate = async (bytes: Uint8Array<ArrayBuffer>) =>
  new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer());

export async function zip(entries: readonly Packed[], comment = ""): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const { path, bytes, method = 8, flags = 0x800, crc = crc32(bytes), size = bytes.length } of entries) {
    const name = new TextEncoder().encode(path);
    const data = method === 8 ? await deflate(bytes) : bytes;
    const shared = (view: DataView, from: number) => {
      view.setUint16(from, 20, true);
      view.setUint16(from + 2, flags, true);
      view.setUint16(from + 4, method, true);
      view.setUint32(from + 10, crc, true);
      view.setUint32(from + 14, data.length, true);
      view.setUint32(from + 18, size, true);
      view.setUint16(from + 22, name.length, true);
    };
    const local = new DataView(new ArrayBuffer(30));
    local.setUint32(0, 0x04034b50, true);
    shared(local, 4);
    const entry = new DataView(new ArrayBuffer(46));
    entry.setUint32(0, 0x02014b50, true);
    shared(entry, 6);
    entry.setUint32(42, at, true);
    directory.push(new Uint8Array(entry.buffer), name);
    parts.push(new Uint8Array(local.buffer), name, data);
    at += 30 + name.length + data.length;
  }
  const end = new DataView(new ArrayBuffer(22));
  const note = new TextEncoder().encode(comment);
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, entries.length, true);
  end.setUint16(10, entries.length, true);
  end.setUint32(
    12,
    directory.reduce((sum, part) => sum + part.length, 0),
    true,
  );
  end.setUint32(16, at, true);
  end.setUint16(20, note.length, true);
  return new Uint8Array(await new Blob([...parts, ...directory, new Uint8Array(end.buffer), note] as BlobPart[]).arrayBuffer());
}

export const packed = (path: string, text: string, more: Partial<Packed> = {}): Packed => ({
  path,
  bytes: new TextEncoder().encode(text),
  ...more,
});
