// Tracks which files' whole text is in the conversation, so that reading one again need not repeat it. Learned where a text is put in,
// forgotten where the file changes; compared by hash, so that an outdated text never counts.

/** SHA-256 by path. */
export type KnownFiles = Record<string, string>;

export const learn = (known: KnownFiles, path: string, sha256: string): void => {
  known[path] = sha256;
};

export const forget = (known: KnownFiles, path: string): void => {
  delete known[path];
};

export const holds = (known: KnownFiles, path: string, sha256: string): boolean => known[path] === sha256;
