// Runs workerd by itself, without `wrangler dev` and the proxy that it puts before a Worker: where starts and sends are measured.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { root } from "../../../scripts/lib/wrangler.ts";

export interface Workerd {
  port: number;
  stop(): Promise<void>;
}

/** `config`: a file in workerd's own format, whose socket has port 0. */
export async function startWorkerd(config: string): Promise<Workerd> {
  const runtime = spawn(join(root, "node_modules/workerd/bin/workerd"), ["serve", "--control-fd=3", config], {
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  let said = "";
  runtime.stderr?.on("data", (data: Buffer) => {
    said += data.toString();
  });
  const ended = once(runtime, "exit");
  const last = () => void runtime.kill("SIGKILL");
  process.once("exit", last);
  const control = runtime.stdio[3];
  if (!control) throw new Error("workerd has no control channel.");
  const [line] = await Promise.race([
    once(control, "data"),
    ended.then(() => Promise.reject(new Error(`workerd ended: ${said}`))),
  ]);
  return {
    port: (JSON.parse(String(line)) as { port: number }).port,
    async stop() {
      process.off("exit", last);
      runtime.kill("SIGKILL");
      await ended;
    },
  };
}

/**
 * A configuration of one Worker. `modules` and `more` are in the format's own words; what is embedded counts from the file. `storage`: a folder that
 * is there.
 */
export const workerdConfig = (
  storage: string,
  modules: string[],
  more: string,
) => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .main), (name = "storage", disk = (path = ${JSON.stringify(storage)}, writable = true))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [${modules.join(", ")}],
  compatibilityDate = "2026-11-01",
  compatibilityFlags = ["nodejs_compat"],
  ${more}
);
`;
