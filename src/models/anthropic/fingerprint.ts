// A fingerprint of everything before an answer in a request. Claude's thoughts are bound to it: sent back after any change before them, the
// request is refused (platform.claude.com/docs/en/build-with-claude/preserved-thinking, November 2026), so they are then left out.

export interface Fingerprint {
  add(part: unknown): void;
  /** Of all parts so far. */
  text(): string;
}

const offsetBasis = 0x811c9dc5;
const prime = 0x01000193;

/** FNV-1a over UTF-16 units, with their count: it detects changes but gives no protection. */
export function createFingerprint(): Fingerprint {
  let hash = offsetBasis;
  let length = 0;
  return {
    add(part) {
      const text = JSON.stringify(part);
      for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), prime);
      length += text.length;
    },
    text: () => `${(hash >>> 0).toString(36)}-${length.toString(36)}`,
  };
}
