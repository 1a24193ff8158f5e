// read_console_logs and read_network_requests: what previews captured. Nothing captures yet, and nothing is invented.
import { defineTool, done } from "./define.ts";

export const readConsoleLogs = defineTool({
  name: "read_console_logs",
  description: "Read what the running preview wrote to the browser's console.",
  entries: {},
  writes: false,
  title: () => "Read console logs",
  run: () => done("Nothing captured yet: no preview has reported console output."),
});

export const readNetworkRequests = defineTool({
  name: "read_network_requests",
  description: "Read the network requests that the running preview made.",
  entries: {},
  writes: false,
  title: () => "Read network requests",
  run: () => done("Nothing captured yet: no preview has reported requests."),
});
