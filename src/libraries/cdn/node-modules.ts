// Modules of Node itself: a CDN has stand-ins for some, which are rarely what an app needs. They are told as what they are, and never asked for.

const names: ReadonlySet<string> = new Set(
  "assert async_hooks child_process cluster console crypto dgram diagnostics_channel dns domain fs http http2 https inspector module net os path perf_hooks process readline repl stream timers tls trace_events tty util v8 vm wasi worker_threads zlib".split(
    " ",
  ),
);

export const isNodeModule = (name: string): boolean => names.has(name);
