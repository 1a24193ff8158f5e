// Where and with what the figures were measured.
import { readFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem, type } from "node:os";
import { join } from "node:path";
import { root } from "../../../scripts/lib/wrangler.ts";

const versionOf = (folder: string): string =>
  (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string }).version;

/** Lines of "name: value". `loadBefore`: the load average when the benches began, before they made one. */
export function describeMachine(loadBefore: number): string[] {
  const processors = cpus();
  const modules = (name: string) => versionOf(join(root, "node_modules", name));
  const { devDependencies } = JSON.parse(readFileSync(join(root, "tests/bench/package.json"), "utf8")) as {
    devDependencies: Record<string, string>;
  };
  const peers = Object.entries(devDependencies).filter(([name]) => !name.startsWith("@types/"));
  return [
    `Date: ${new Date().toISOString().slice(0, 10)}`,
    `Machine: ${processors.length} cores (${processors[0]?.model.trim() ?? "unknown"}), ${Math.round(totalmem() / 2 ** 30)} GB of memory, ${type()} ${release()}`,
    `Load average: ${loadBefore.toFixed(1)} before the first bench, ${loadavg()[0]?.toFixed(1)} after the last (other work makes every figure worse and noisier)`,
    `Node ${process.versions.node}, workerd ${modules("workerd")}, wrangler ${modules("wrangler")}`,
    `openai ${modules("openai")}; peers: ${peers.map(([name, version]) => `${name} ${version}`).join(", ")}`,
  ];
}
