// Uploads of several files at once: a form with a file for each path, or a ZIP archive. Read into the files that a person's change is made of.
import { readZip, ZipError } from "../base/zip.ts";
import type { GivenFile } from "../domain/given-files.ts";
import { appMaxFiles, binaryMaxBytes, uploadMaxBytes } from "../protocol/constants.ts";
import { Fault } from "./fault.ts";

const zipTypes = /^application\/(?:zip|x-zip-compressed)\b/i;

/** `folder`: goes before every path; "" for the app's root. */
export async function readUpload(request: Request, folder: string): Promise<GivenFile[]> {
  const type = request.headers.get("Content-Type") ?? "";
  const files = zipTypes.test(type)
    ? await unzipped(new Uint8Array(await request.arrayBuffer()))
    : /^multipart\/form-data\b/i.test(type)
      ? await formFiles(request)
      : wrongType();
  if (files.length === 0) throw new Fault("bad_request", "There is no file in it.");
  const before = folder === "" || folder.endsWith("/") ? folder : `${folder}/`;
  return files.map(({ path, content }) => ({ path: before + path, content }));
}

function wrongType(): never {
  throw new Fault(
    "unsupported_media_type",
    "Several files come as a form or an archive.",
    "Send multipart/form-data with each file under its path, or application/zip.",
  );
}

async function unzipped(archive: Uint8Array<ArrayBuffer>): Promise<GivenFile[]> {
  const limits = { files: appMaxFiles, fileBytes: binaryMaxBytes, totalBytes: uploadMaxBytes };
  const files: GivenFile[] = [];
  try {
    for await (const { path, bytes } of readZip(archive, limits)) files.push({ path, content: bytes });
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    const codes = { too_large: "too_large", unreadable: "bad_request", path: "invalid_input" } as const;
    throw new Fault(codes[error.reason], error.message);
  }
  return files;
}

/** Each field's name is the file's path. */
async function formFiles(request: Request): Promise<GivenFile[]> {
  let form: FormData;
  try {
    form = await request.formData();
  } catch {
    throw new Fault("bad_request", "The form cannot be read.", "Send multipart/form-data as browsers and curl -F do.");
  }
  const entries = [...form.entries()];
  if (entries.length > appMaxFiles) throw new Fault("too_large", `The form has more than ${appMaxFiles} files.`);
  return Promise.all(
    entries.map(async ([path, value]) => ({
      path,
      content: typeof value === "string" ? value : new Uint8Array(await value.arrayBuffer()),
    })),
  );
}
