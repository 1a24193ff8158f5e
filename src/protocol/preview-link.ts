// The name of a preview: an unguessable key, which alone gives permission to open the app, and the version.
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

/** The address of version `number`, made from the app's: holders of an older address need not ask again after the link was renewed. */
export function previewOfVersion(appUrl: string, number: number): string {
  return appUrl.replace(/(?<=\/)[0-9a-f]{32}(?=[./])/, (key) => previewName(key, number));
}
