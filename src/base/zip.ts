// Reads ZIP archives that people upload. Walls: how many files, how much each and all of them may become, and names that lead outside. An archive's
// own figures are claims: what is unpacked is counted, and checked against its checksum.

export interface ZipLimits {
  files: number;
  /** Bytes of one file, unpacked. */
  fileBytes: number;
  /** Bytes of all files, unpacked. */
  totalBytes: number;
}

export interface ZipFile {
  path: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** `too_large`: over a limit; `unreadable`: no archive, broken, encrypted or of an unusual kind; `path`: a name leads outside. */
export class ZipError extends Error {
  readonly reason: "too_large" | "unreadable" | "path";

  constructor(reason: ZipError["reason"], message: string) {
    super(message);
    this.name = "ZipError";
    this.reason = reason;
  }
}

interface Entry {
  path: string;
  method: number;
  crc: number;
  packed: number;
  size: number;
  at: number;
}

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const fileMark = 0x04034b50;
/** The end record, without the comment that may follow it. */
const endBytes = 22;
const commentMaxBytes = 65_535;

/** What operating systems put beside people's files. */
const isJunk = (path: string) => /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i.test(path);

/** The files one after the other, so that only one is in memory beside the archive. Throws ZipError. */
export async function* readZip(archive: Uint8Array<ArrayBuffer>, limits: ZipLimits): AsyncGenerator<ZipFile> {
  let total = 0;
  for (const entry of entriesOf(archive, limits)) {
    const bytes = await unpack(archive, entry, Math.min(limits.fileBytes, limits.totalBytes - total));
    total += bytes.byteLength;
    yield { path: entry.path, bytes };
  }
}

function entriesOf(archive: Uint8Array<ArrayBuffer>, limits: ZipLimits): Entry[] {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  try {
    return directoryOf(archive, view, limits);
  } catch (error) {
    if (error instanceof RangeError) throw unreadable("It ends in the middle.");
    throw error;
  }
}

function directoryOf(archive: Uint8Array, view: DataView, limits: ZipLimits): Entry[] {
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count === 0xffff || at === 0xffffffff) throw unreadable("It is of the kind for very large archives (ZIP64).");
  const entries: Entry[] = [];
  const seen = new Set<string>();
  for (let index = 0; index < count; index += 1) {
    if (view.getUint32(at, true) !== entryMark) throw unreadable("Its list of files is broken.");
    const flags = view.getUint16(at + 8, true);
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [
      number,
      number,
      number,
    ];
    const name = nameOf(archive.subarray(at + 46, at + 46 + nameBytes));
    const entry: Entry = {
      path: pathIn(name),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    };
    at += 46 + nameBytes + extraBytes + commentBytes;
    if (name.endsWith("/") || isJunk(entry.path)) continue;
    if ((flags & 1) !== 0) throw unreadable(`${entry.path} is encrypted.`);
    if (seen.has(entry.path)) throw unreadable(`It has ${entry.path} twice.`);
    seen.add(entry.path);
    entries.push(entry);
    if (entries.length > limits.files) throw new ZipError("too_large", `The archive has more than ${limits.files} files.`);
  }
  return withoutCommonFolder(entries);
}

function endOf(view: DataView): number {
  const first = Math.max(0, view.byteLength - endBytes - commentMaxBytes);
  for (let at = view.byteLength - endBytes; at >= first; at -= 1) {
    if (view.getUint32(at, true) === endMark) return at;
  }
  throw unreadable("It is no ZIP archive.");
}

/** UTF-8, as all present tools write; other bytes are Latin letters of old ones. */
function nameOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return new TextDecoder("latin1").decode(bytes);
    throw error;
  }
}

/** Names that lead outside are refused, not mended: nobody has packed them by mistake. */
function pathIn(name: string): string {
  const path = name.replaceAll("\\", "/");
  if (path.startsWith("/") || /^[a-z]:/i.test(path) || path.split("/").includes("..")) {
    throw new ZipError("path", `The archive has a file whose name leads outside: ${JSON.stringify(name.slice(0, 100))}.`);
  }
  return path
    .split("/")
    .filter((segment) => segment !== "" && segment !== ".")
    .join("/");
}

/** Packing a folder puts it before every name: it is not part of the app. */
function withoutCommonFolder(entries: Entry[]): Entry[] {
  const [folder = ""] = (entries[0]?.path ?? "").split("/", 1);
  if (entries.some(({ path }) => !path.startsWith(`${folder}/`)) || keptFolders.has(folder)) return entries;
  return entries.map((entry) => ({ ...entry, path: entry.path.slice(folder.length + 1) }));
}

/** Folders that mean something in an app, even alone in an archive. */
const keptFolders: ReadonlySet<string> = new Set([
  "public",
  "src",
  "assets",
  "images",
  "img",
  "fonts",
  "sounds",
  "audio",
  "media",
]);

async function unpack(archive: Uint8Array<ArrayBuffer>, { path, method, crc, packed, size, at }: Entry, most: number) {
  const tooLarge = () => new ZipError("too_large", `Unpacked, ${path} would be too large, or all files together.`);
  if (size > most) throw tooLarge();
  if (method !== 0 && method !== 8) throw unreadable(`${path} is packed by an unusual method.`);
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  if (at + 30 > archive.byteLength || view.getUint32(at, true) !== fileMark)
    throw unreadable(`${path} is not where it should be.`);
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const data = archive.subarray(from, from + packed);
  if (data.byteLength !== packed) throw unreadable("It ends in the middle.");
  const bytes = method === 0 ? data.slice() : await inflate(data, size, path);
  if (bytes.byteLength > most) throw tooLarge();
  if (bytes.byteLength !== size || crc32(bytes) !== crc) throw unreadable(`${path} is damaged.`);
  return bytes;
}

/** Stops at the size that the archive claims: what would be more is no file of this archive. */
async function inflate(data: Uint8Array<ArrayBuffer>, size: number, path: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(size);
  let length = 0;
  const reader = new Blob([data]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (length + part.value.byteLength > size) {
        await reader.cancel();
        throw unreadable(`${path} is larger than the archive says.`);
      }
      bytes.set(part.value, length);
      length += part.value.byteLength;
    }
  } catch (error) {
    throw error instanceof ZipError ? error : unreadable(`${path} cannot be unpacked.`);
  }
  return length === size ? bytes : bytes.subarray(0, length);
}

const unreadable = (why: string) => new ZipError("unreadable", `The archive cannot be read. ${why}`);

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The checksum of ZIP (and PNG). */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ crcTable[(crc ^ byte) & 255]!;
  return (crc ^ 0xffffffff) >>> 0;
}
