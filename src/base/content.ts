// Identifies a file's content everywhere: the SHA-256 of its bytes, and how many there are. Text is UTF-8.

export async function describeContent(content: string): Promise<{ sha256: string; size: number }> {
  return describeBytes(new TextEncoder().encode(content));
}

export async function describeBytes(bytes: Uint8Array<ArrayBuffer>): Promise<{ sha256: string; size: number }> {
  return { sha256: hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))), size: bytes.byteLength };
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
