// A person adds pictures and sounds to an app, one after the other: each makes a version, and the last one is answered.
import type { App, Version } from "../../src/protocol/resources.ts";
import type { Author } from "./replay.ts";

export async function upload({ server, key }: Author, app: App, files: Map<string, Uint8Array<ArrayBuffer>>): Promise<Version> {
  let version: Version | undefined;
  for (const [path, bytes] of files) {
    const response = await fetch(`${server.url}/api/apps/${app.id}/files/${path.split("/").map(encodeURIComponent).join("/")}`, {
      method: "PUT",
      headers: {
        Authorization: `Bearer ${key}`,
        "Content-Type": "application/octet-stream",
        "If-Match": String(version?.number ?? app.current_version),
      },
      body: bytes,
    });
    if (!response.ok) throw new Error(`PUT of ${path} answered ${response.status}: ${await response.text()}`);
    ({ version } = (await response.json()) as { version: Version });
  }
  if (version === undefined) throw new Error("There is nothing to upload.");
  return version;
}
