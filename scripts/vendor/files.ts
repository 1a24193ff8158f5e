// Writing files of the build: whole, and named after what is in them, so that browsers may keep them for ever.
import { createHash } from "node:crypto";
import { rename, writeFile } from "node:fs/promises";

/** Characters of a hash in a file's name. */
const hashLength = 8;

export const hashOf = (content: string | Buffer) => createHash("sha256").update(content).digest("hex").slice(0, hashLength);

/** A reader sees the old file or the new one, never half of it. */
export async function writeWhole(path: string, content: string): Promise<void> {
  await writeFile(`${path}.tmp`, content);
  await rename(`${path}.tmp`, path);
}
