// Files as a person gives them, read for storing: text, or binary with what its first bytes say. Refuses what is neither, or too large.
import { describeBytes } from "../base/content.ts";
import { recognise } from "../base/file-types.ts";
import { pictureSize } from "../base/picture-size.ts";
import type { VersionFile } from "../protocol/resources.ts";
import { refuseFile, type TreeRefusal } from "../workspace/change-set.ts";
import type { Blob, NewBinary } from "./ports.ts";
import { notStorable } from "./refusals.ts";
import { done, type Result, refuse, refused } from "./result.ts";

export interface GivenFile {
  path: string;
  content: string | Uint8Array<ArrayBuffer>;
}

/** `file` is what a version's list will say of it. */
export type ReadFile = { file: VersionFile } & ({ text: Blob } | { binary: NewBinary });

export async function readGiven({ path, content }: GivenFile): Promise<Result<ReadFile>> {
  // Half a character would become another one as bytes.
  if (typeof content === "string" && !content.isWellFormed())
    return refused(notStorable(`${path} is not text: it has half a character in it.`));
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const recognised = recognise(path, bytes);
  if (recognised.as === "neither") return refused(notStorable(recognised.reason));
  const isText = recognised.as === "text";
  const refusal = refuseFile({ path, size: bytes.byteLength, binary: !isText });
  if (refusal) return refuseTree(refusal);
  const described = await describeBytes(bytes);
  if (isText) return done({ file: { path, ...described }, text: { ...described, content: recognised.text } });
  const facts = { content_type: recognised.type.type, ...pictureSize(bytes) };
  return done({ file: { path, ...described, binary: true, ...facts }, binary: { ...described, ...facts, bytes } });
}

export const refuseTree = ({ reason, message, hint }: TreeRefusal) =>
  refuse(reason === "path" ? "invalid_input" : "too_large", message, hint);
