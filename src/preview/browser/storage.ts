// Storage for pages that are refused it: in a sandbox always, in a frame of another site when the browser blocks it there. It lives as long as
// the page; where there is real storage, nothing is changed.

export const storageScript = `(() => {
  const memoryStorage = () => {
    const items = new Map();
    const methods = {
      getItem: (key) => items.get(String(key)) ?? null,
      setItem: (key, value) => void items.set(String(key), String(value)),
      removeItem: (key) => void items.delete(String(key)),
      clear: () => items.clear(),
      key: (index) => [...items.keys()][index] ?? null,
    };
    return new Proxy(methods, {
      get: (_, key) => (key === "length" ? items.size : methods[key] ?? items.get(key)),
      set: (_, key, value) => (items.set(key, String(value)), true),
      has: (_, key) => key in methods || items.has(key),
      deleteProperty: (_, key) => (items.delete(key), true),
      ownKeys: () => [...items.keys()],
      getOwnPropertyDescriptor: (_, key) =>
        items.has(key) ? { value: items.get(key), enumerable: true, configurable: true, writable: true } : undefined,
    });
  };
  for (const name of ["localStorage", "sessionStorage"]) {
    try {
      window[name].length;
    } catch {
      Object.defineProperty(window, name, { value: memoryStorage(), configurable: true });
    }
  }
})();`;
