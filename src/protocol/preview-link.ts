// The name of a preview: an unguessable key of the app, which is the whole permission to open it, and which version is meant.
import { hex } from "../base/content.ts";

export type PreviewRef = number | "latest";

/** 128 bits: cannot be guessed. As hex it fits a host name (63 characters) with the longest version behind it. */
const keyBytes = 16;
const name = /^([0-9a-f]{32})(?:--v([1-9]\d{0,8}))?$/;

export function newPreviewKey(): string {
  return hex(crypto.getRandomValues(new Uint8Array(keyBytes)));
}

export function previewName(key: string, ref: PreviewRef): string {
  return ref === "latest" ? key : `${key}--v${ref}`;
}

export function readPreviewName(text: string): { key: string; ref: PreviewRef } | null {
  const match = name.exec(text);
  if (!match?.[1]) return null;
  return { key: match[1], ref: match[2] ? Number(match[2]) : "latest" };
}

/** The address of version `number`, from the app's: who holds an older address of a version need not ask when the link was renewed. */
export function previewOfVersion(appUrl: string, number: number): string {
  return appUrl.replace(/(?<=\/)[0-9a-f]{32}(?=[./])/, (key) => previewName(key, number));
}
