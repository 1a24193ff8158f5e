// Modules of Node that models import out of habit, and what browsers have in their place. None of them is provided.

const instead: Readonly<Record<string, string>> = {
  assert: "throw an Error",
  async_hooks: "pass values as arguments",
  buffer: "use Uint8Array with TextEncoder and TextDecoder, and btoa or atob for base64",
  child_process: "do the work in the page or in a Worker",
  cluster: "use a Worker",
  console: "use the global console",
  crypto: "use the global crypto: crypto.randomUUID(), crypto.getRandomValues(), crypto.subtle",
  dns: "fetch from an API",
  events: "use EventTarget with CustomEvent, or a small class with a Map of listeners",
  fs: "fetch files of the app, import them with ?raw, and keep data in localStorage or IndexedDB",
  "fs/promises": "fetch files of the app, import them with ?raw, and keep data in localStorage or IndexedDB",
  http: "use fetch",
  https: "use fetch",
  http2: "use fetch",
  module: "use import",
  net: "use WebSocket or fetch",
  os: "use navigator",
  path: "join strings with /, or use new URL(relative, base).pathname",
  perf_hooks: "use the global performance",
  process: "use import.meta.env for settings",
  querystring: "use URLSearchParams",
  readline: "use a form or window.prompt",
  stream: "use ReadableStream and WritableStream",
  string_decoder: "use TextDecoder",
  timers: "use the global setTimeout and setInterval",
  "timers/promises": "await new Promise((resolve) => setTimeout(resolve, milliseconds))",
  tls: "use fetch",
  url: "use the global URL and URLSearchParams",
  util: "use structuredClone, TextEncoder, and JSON.stringify for printing",
  v8: "use structuredClone",
  vm: "import the code as a module",
  worker_threads: 'use new Worker(new URL("./worker.ts", import.meta.url), { type: "module" })',
  zlib: "use CompressionStream and DecompressionStream",
};

/** What to write in place of one of Node's modules; null if the specifier names none. */
export function nodeAdvice(specifier: string): string | null {
  const name = specifier.replace(/^node:/, "");
  const advice = Object.hasOwn(instead, name) ? instead[name] : undefined;
  if (advice !== undefined) return `"${specifier}" is a module of Node, and apps run in a browser: ${advice}.`;
  return specifier.startsWith("node:")
    ? `"${specifier}" is a module of Node, and apps run in a browser. Use what browsers have.`
    : null;
}
