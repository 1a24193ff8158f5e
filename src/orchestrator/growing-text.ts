// A text that comes in very many parts.

export interface GrowingText {
  add(part: string): void;
  text(): string;
}

/** Parts that are joined before they become many. */
const joinedParts = 1_000;

/** Added up by `+` it would be a tree with a node for each part, nine times as large as the text. */
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
