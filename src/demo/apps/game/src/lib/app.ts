export const appName = "Garter";

/** Reads a kept value; the fallback when there is none, when it is of another shape, or when the browser refuses storage. */
export function load<T>(key: string, fallback: T, isValid: (value: unknown) => value is T): T {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return isValid(value) ? value : fallback;
  } catch {
    return fallback;
  }
}

export function save(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Without storage the app works on, it only forgets when the page is closed.
  }
}
