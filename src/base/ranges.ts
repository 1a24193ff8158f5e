// Parts of a file by HTTP's rules (RFC 9110, 14): one range of bytes, checked against the file's tag. Several ranges at once get the whole file, as the
// standard allows.

export type WantedPart =
  | { type: "whole" }
  /** From `offset` on, at least one byte. */
  | { type: "part"; offset: number; length: number }
  /** No byte of the file is in it. */
  | { type: "beyond" };

/** Digits of the largest number that is read: far beyond any file's size. */
const rangeForm = /^bytes=(\d{0,15})-(\d{0,15})$/;

/** `tag`: the file's `ETag`, as sent. A range of another state of the file is none: `If-Range` then gets the whole. */
export function wantedPart(headers: Headers, size: number, tag: string): WantedPart {
  const whole: WantedPart = { type: "whole" };
  const given = headers.get("Range")?.trim();
  const ifRange = headers.get("If-Range")?.trim();
  if (given === undefined || (ifRange !== undefined && ifRange !== tag)) return whole;
  const [, first, last] = rangeForm.exec(given.replace(/\s/g, "")) ?? [];
  if (first === undefined || last === undefined || (first === "" && last === "")) return whole;
  if (first === "") {
    const length = Math.min(Number(last), size);
    return length === 0 ? { type: "beyond" } : { type: "part", offset: size - length, length };
  }
  const offset = Number(first);
  if (last !== "" && Number(last) < offset) return whole;
  if (offset >= size) return { type: "beyond" };
  const end = last === "" ? size - 1 : Math.min(Number(last), size - 1);
  return { type: "part", offset, length: end - offset + 1 };
}

export interface PartAnswer {
  status: 200 | 206 | 416;
  headers: Record<string, string>;
}

/** Status and headers that go with it. */
export function answerOfPart(part: WantedPart, size: number): PartAnswer {
  const accepts = { "Accept-Ranges": "bytes" };
  switch (part.type) {
    case "whole":
      return { status: 200, headers: { ...accepts, "Content-Length": String(size) } };
    case "beyond":
      return { status: 416, headers: { ...accepts, "Content-Range": `bytes */${size}` } };
    case "part": {
      const range = `bytes ${part.offset}-${part.offset + part.length - 1}/${size}`;
      return { status: 206, headers: { ...accepts, "Content-Range": range, "Content-Length": String(part.length) } };
    }
  }
}
