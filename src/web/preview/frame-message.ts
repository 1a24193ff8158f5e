// Messages from the preview's frame. It runs untrusted code, so only their form is checked, nothing is trusted, and their number is limited.

/** How many messages of one page are read; the bridge itself sends fewer. 50,000 of them blocked the chat for five seconds. */
export const maxMessages = 500;

const maxPathCharacters = 2_000;

export type FrameMessage = { type: "hello" } | { type: "error"; message: string } | { type: "route"; path: string };

export function readFrameMessage(data: unknown): FrameMessage | null {
  if (typeof data !== "object" || data === null) return null;
  const { source, type, message, path } = data as Record<string, unknown>;
  if (source !== "edgewright-preview") return null;
  if (type === "error" && typeof message === "string") return { type, message };
  if (type === "route" && typeof path === "string" && path.startsWith("/") && path.length <= maxPathCharacters)
    return { type, path };
  return type === "hello" ? { type } : null;
}

/** The address of `path` in the preview at `url`, which ends with a slash; the app's first page if the path would lead out of it. */
export function addressInApp(url: string, path: string): string {
  const address = URL.parse(url.slice(0, -1) + path)?.href;
  return address?.startsWith(url) ? address : url;
}
