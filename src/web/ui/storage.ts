// Browser storage, which may be refused: then nothing is remembered and everything else works.
type Place = "localStorage" | "sessionStorage";

export function recall(key: string, place: Place = "localStorage"): string | null {
  try {
    return window[place].getItem(key);
  } catch {
    return null;
  }
}

/** An empty text removes the key. */
export function remember(key: string, value: string, place: Place = "localStorage"): void {
  try {
    if (value === "") window[place].removeItem(key);
    else window[place].setItem(key, value);
  } catch (error) {
    console.debug(`Could not remember ${key}:`, error);
  }
}
