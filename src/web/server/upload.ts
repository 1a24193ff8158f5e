// Sends files of the person to the app. By XMLHttpRequest, which tells how far an upload has come.
import type { Version } from "../../protocol/resources.ts";
import { ApiError, unreachedCode } from "../requests/api-error.ts";
import { failure } from "./api.ts";
import { ensureSession } from "./session.ts";

export interface Upload {
  appId: string;
  /** The version that the files are added to. */
  number: number;
  /** Part of the bytes that have left, 0 to 1. */
  onProgress: (part: number) => void;
}

/** One file to its path. */
export const putFile = (upload: Upload, path: string, file: Blob) =>
  send(upload, `files/${path.split("/").map(encodeURIComponent).join("/")}`, file, "application/octet-stream");

/** Several files, one version. */
export function putFiles(upload: Upload, files: readonly { path: string; file: File }[]): Promise<Version> {
  const form = new FormData();
  for (const { path, file } of files) form.append(path, file);
  return send(upload, "files", form, null);
}

/** An archive, which the server unpacks at the app's root. */
export const putArchive = (upload: Upload, archive: Blob) => send(upload, "files", archive, "application/zip");

async function send({ appId, number, onProgress }: Upload, place: string, body: Blob | FormData, type: string | null) {
  await ensureSession();
  const { promise, resolve, reject } = Promise.withResolvers<Version>();
  const request = new XMLHttpRequest();
  request.open("PUT", `/api/apps/${appId}/${place}`);
  request.setRequestHeader("If-Match", String(number));
  // A form's type has a mark that the browser makes.
  if (type !== null) request.setRequestHeader("Content-Type", type);
  request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total));
  request.addEventListener("load", () => {
    if (request.status === 201) return resolve((JSON.parse(request.responseText) as { version: Version }).version);
    const answer = { status: request.status, json: async (): Promise<unknown> => JSON.parse(request.responseText) };
    void failure(answer).then(reject);
  });
  request.addEventListener("error", () =>
    reject(new ApiError(0, unreachedCode, "The upload did not reach Edgewright.", "Try again in a moment.")),
  );
  request.send(body);
  return promise;
}
