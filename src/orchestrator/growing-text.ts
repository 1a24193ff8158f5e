// A text that arrives in very many parts.

export interface GrowingText {
  add(part: string): void;
  text(): string;
}

/** How many parts are kept before they are joined. */
const joinedParts = 1_000;

/** Built with `+`, it would be a tree with a node per part, nine times as large as the text. */
export function createGrowingText(): GrowingText {
  const joined: string[] = [];
  let parts: string[] = [];
  function join(): void {
    joined.push(parts.join(""));
    parts = [];
  }
  return {
    add(part) {
      if (parts.push(part) === joinedParts) join();
    },
    text() {
      join();
      return joined.join("");
    },
  };
}
