// Identifies a file's content everywhere: the SHA-256 of its UTF-8 bytes, and how many there are.

export async function describeContent(content: string): Promise<{ sha256: string; size: number }> {
  const bytes = new TextEncoder().encode(content);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return { sha256: hex(digest), size: bytes.byteLength };
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
