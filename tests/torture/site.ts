// The server under torture, over all of its lives: the same port and data each time. Whoever talks to it waits for `up` and goes on.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../scripts/lib/ports.ts";
import { type RunningServer, startServer } from "../../scripts/lib/server.ts";

export interface Site {
  url: string;
  /** Data, and the log of each life. */
  folder: string;
  /** Number of the present life, from 1; 0 before the first. */
  life(): number;
  isUp(): boolean;
  /** Resolves while the server is up, or once it is. */
  up(): Promise<void>;
  start(): Promise<void>;
  /** SIGKILL to all of it, now; resolves when nothing of it is left. */
  kill(): Promise<void>;
  /** Resolves when the present life ends. */
  over(): Promise<void>;
  remove(): void;
}

export async function openSite(variables: Record<string, string>): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), "edgewright-torture-"));
  const port = await freePort();
  let server: RunningServer | null = null;
  let life = 0;
  let up = Promise.withResolvers<void>();
  let over = Promise.withResolvers<void>();

  return {
    url: `http://localhost:${port}`,
    folder,
    life: () => life,
    isUp: () => server !== null,
    up: () => up.promise,
    async start() {
      life += 1;
      server = await startServer({ port, persistTo: join(folder, "state"), variables });
      over = Promise.withResolvers();
      up.resolve();
    },
    async kill() {
      const running = server;
      if (!running) return;
      server = null;
      up = Promise.withResolvers();
      const dead = running.crash();
      over.resolve();
      await dead;
      writeFileSync(join(folder, `life-${life}.log`), running.log());
      // Nothing of it is left but the folder of its log.
      await running.stop();
    },
    over: () => over.promise,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
