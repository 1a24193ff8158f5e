// Contents of files by hash, for previews: those asked for in the same moment are read with one query, and are kept in this isolate, since a content
// never changes. Whoever asks has been let in by the app's key before.

/** Contents kept, UTF-16 units: some hundreds of files, a small part of an isolate's 128 MB. */
const keptCharacters = 8_000_000;
/** A larger content would push out too many others. */
const mostCharacters = 500_000;

/** A Map keeps insertion order: the first entry is the least recently used. */
const kept = new Map<string, string>();
let characters = 0;

type ReadMany = (appId: string, hashes: string[]) => Promise<ReadonlyMap<string, string>>;

/** Answers the content of an app's blob; null where it is missing. */
export function contentReader(readMany: ReadMany): (appId: string, sha256: string) => Promise<string | null> {
  const waiting = new Map<string, { hashes: Set<string>; read: Promise<ReadonlyMap<string, string>> }>();

  async function readSoon(appId: string, hashes: Set<string>): Promise<ReadonlyMap<string, string>> {
    // All that is asked for before this continues is read at once.
    await Promise.resolve();
    waiting.delete(appId);
    return readMany(appId, [...hashes]);
  }

  return async (appId, sha256) => {
    const key = `${appId} ${sha256}`;
    const before = kept.get(key);
    if (before !== undefined) {
      kept.delete(key);
      kept.set(key, before);
      return before;
    }
    let batch = waiting.get(appId);
    if (batch === undefined) {
      const hashes = new Set<string>();
      batch = { hashes, read: readSoon(appId, hashes) };
      waiting.set(appId, batch);
    }
    batch.hashes.add(sha256);
    const content = (await batch.read).get(sha256) ?? null;
    if (content !== null) keep(key, content);
    return content;
  };
}

function keep(key: string, content: string): void {
  if (content.length > mostCharacters || kept.has(key)) return;
  kept.set(key, content);
  characters += content.length;
  for (const [oldest, value] of kept) {
    if (characters <= keptCharacters) break;
    kept.delete(oldest);
    characters -= value.length;
  }
}
