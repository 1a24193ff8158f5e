// The process that serves, started by `npm start`: wrangler's own development server through its programming interface, which is the only way
// to leave the inspector off (anyone on the machine could read and change the running Worker through it). First it brings the database up to date. Ends with
// the process that started it.
import { unstable_startWorker } from "wrangler";
import { migrate } from "./lib/local-database.ts";
import type { ServerMessage, ServerSettings } from "./lib/server-settings.ts";

const settings = JSON.parse(process.argv[2] ?? "") as ServerSettings;
const tell = (message: ServerMessage) => process.send?.(message);

process.once("disconnect", () => process.exit(1));

try {
  await migrate(settings);
} catch (error) {
  console.error(`The local database in ${settings.persistTo} could not be brought up to date:`);
  fail(error);
}
console.log("Building, and starting the server …");
try {
  const worker = await unstable_startWorker({
    config: settings.config,
    envFiles: [settings.variables],
    dev: {
      server: { hostname: settings.ip, port: settings.port },
      inspector: settings.inspectorPort === null ? false : { hostname: "127.0.0.1", port: settings.inspectorPort },
      persist: settings.persistTo,
      // Two servers at a time must not find each other's objects and queues in a common registry.
      registry: settings.registry,
      remote: false,
      watch: true,
    },
  });
  // wrangler itself only logs it and waits for ever: a port that was taken since we looked, a runtime that does not start.
  worker.raw.on("error", (event: unknown) => fail(causeOf(event)));
  process.once("SIGTERM", () => void worker.dispose().finally(() => process.exit(0)));
  tell({ type: "ready", port: Number((await worker.url).port) });
} catch (error) {
  fail(error);
}

function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

function causeOf(event: unknown): unknown {
  return typeof event === "object" && event !== null && "cause" in event ? event.cause : event;
}
