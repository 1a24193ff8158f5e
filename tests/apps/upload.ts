// A person adds pictures and sounds to an app, one after the other: each makes a version.
import type { App, Version } from "../../src/protocol/resources.ts";
import type { Author } from "./replay.ts";

export async function upload({ server, key }: Author, app: App, files: Map<string, Uint8Array<ArrayBuffer>>): Promise<void> {
  let number = app.current_version;
  for (const [path, bytes] of files) {
    const response = await fetch(`${server.url}/api/apps/${app.id}/files/${path.split("/").map(encodeURIComponent).join("/")}`, {
      method: "PUT",
      headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/octet-stream", "If-Match": String(number) },
      body: bytes,
    });
    if (!response.ok) throw new Error(`PUT of ${path} answered ${response.status}: ${await response.text()}`);
    ({ number } = ((await response.json()) as { version: Version }).version);
  }
}
