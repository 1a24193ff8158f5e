// A binary file as the workspace knows it: its content is named by a hash and lies elsewhere, since no model reads bytes.
import { typeNamed } from "../base/file-types.ts";

export interface BinaryContent {
  sha256: string;
  /** Bytes. */
  size: number;
  content_type: string;
  /** Pixels of a picture, where its header says so. */
  width?: number | undefined;
  height?: number | undefined;
}

/** For models and people: "PNG picture, 640 × 480 pixels, 34567 bytes". */
export function describeBinary({ size, content_type, width, height }: BinaryContent): string {
  const pixels = width === undefined || height === undefined ? "" : `, ${width} × ${height} pixels`;
  return `${typeNamed(content_type).name}${pixels}, ${size} bytes`;
}

/** What a file list says of a file, behind its path. */
export const describeFile = (file: { size: number; binary?: BinaryContent }): string =>
  file.binary === undefined ? `${file.size} bytes` : describeBinary(file.binary);
