export function createDemoFetch(_options: { charactersPerSecond: number }): typeof fetch {
  return () => Promise.reject(new Error("The demo model is being written."));
}
