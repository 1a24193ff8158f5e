// A person adds pictures and sounds to an app.
import type { Author } from "./replay.ts";

export async function upload({ server, key }: Author, appId: string, files: Map<string, Uint8Array<ArrayBuffer>>): Promise<void> {
  for (const [path, bytes] of files) {
    const response = await fetch(`${server.url}/api/apps/${appId}/files/${path.split("/").map(encodeURIComponent).join("/")}`, {
      method: "PUT",
      headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/octet-stream" },
      body: bytes,
    });
    if (!response.ok) throw new Error(`PUT of ${path} answered ${response.status}: ${await response.text()}`);
  }
}
