// A person's own files on their way into the app: one upload at a time, with its progress, and in words why not.
import { type ReadonlySignal, signal } from "@preact/signals";
import { isTextName } from "../../base/file-types.ts";
import { appMaxFiles, binaryMaxBytes, uploadMaxBytes } from "../../protocol/constants.ts";
import { ApiError } from "../requests/api-error.ts";
import { putArchive, putFile, putFiles, type Upload } from "../server/upload.ts";
import { bytes } from "../words/numbers.ts";

export interface UploadState {
  words: string;
  /** 0 to 1. */
  part: number;
}

interface UploadsInput {
  appId: string;
  number: ReadonlySignal<number | null>;
  isWorking: ReadonlySignal<boolean>;
}

const isArchive = ({ name, type }: File) => /\.zip$/i.test(name) || type === "application/zip";

/** What pages use by address goes into public/, as build tools have it; texts go to the root. */
const placeOf = ({ name }: File) => (isTextName(name) && !/\.svg$/i.test(name) ? name : `public/${cleanName(name)}`);

/** Names of cameras and screenshots have spaces and signs that addresses cannot have. */
const cleanName = (name: string) =>
  name
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}._-]+/gu, "-")
    .replace(/^-+/, "") || "file";

const refusal = (message: string, hint: string) => new ApiError(400, "not_sent", message, hint);

export function openUploads({ appId, number, isWorking }: UploadsInput) {
  const state = signal<UploadState | null>(null);

  async function run<T>(words: string, send: (upload: Upload) => Promise<T>): Promise<T> {
    if (number.value === null) throw refusal("The app has no files yet.", "Wait for its first version, then add files to it.");
    if (isWorking.value) throw refusal("A run is working on this app.", "Wait for it or stop it, then add the files again.");
    if (state.value !== null) throw refusal("Another upload is on its way.", "Wait for it, then add these files.");
    const onProgress = (part: number) => (state.value = { words, part });
    onProgress(0);
    try {
      return await send({ appId, number: number.value, onProgress });
    } finally {
      state.value = null;
    }
  }

  /** Where each file went. An archive's files go where their names in it say: then there is nothing to name. */
  async function add(files: readonly File[]): Promise<string[]> {
    const [first] = files;
    if (!first) return [];
    refuseLarge(files);
    const words = files.length === 1 ? `Adding ${first.name}` : `Adding ${files.length} files`;
    if (files.length === 1 && isArchive(first)) {
      await run(words, (upload) => putArchive(upload, first));
      return [];
    }
    const placed = files.map((file) => ({ path: placeOf(file), file }));
    const [only] = placed;
    await run(words, (upload) =>
      placed.length === 1 && only ? putFile(upload, only.path, only.file) : putFiles(upload, placed),
    );
    return placed.map(({ path }) => path);
  }

  async function replace(path: string, file: File): Promise<void> {
    refuseLarge([file]);
    await run(`Replacing ${path}`, (upload) => putFile(upload, path, file));
  }

  return { state: state as ReadonlySignal<UploadState | null>, add, replace };
}

/** Said at once, and not after minutes of sending. */
function refuseLarge(files: readonly File[]): void {
  const large = files.find((file) => file.size > (isArchive(file) && files.length === 1 ? uploadMaxBytes : binaryMaxBytes));
  if (large) {
    throw refusal(
      `${large.name} has ${bytes(large.size)}; a file may have ${bytes(binaryMaxBytes)}.`,
      "Make it smaller, for example by fewer pixels.",
    );
  }
  const total = files.reduce((sum, { size }) => sum + size, 0);
  if (files.length > 1 && total > uploadMaxBytes)
    throw refusal(
      `Together these files have ${bytes(total)}; at once ${bytes(uploadMaxBytes)} can be added.`,
      "Add them in parts.",
    );
  if (files.length > appMaxFiles) throw refusal(`An app may have ${appMaxFiles} files.`, "Add fewer.");
}

/** The message names what was added, so that the model knows which files are meant. */
export function withAttached(draft: string, paths: readonly string[]): string {
  if (paths.length === 0) return draft;
  const line = `(Attached: ${paths.join(", ")})`;
  return draft.trim() === "" ? `${line}\n` : `${draft.trimEnd()}\n${line}\n`;
}
