// The Chromium that tests use: one that is there, or one that is installed now. Never silently none.
// By hand: node scripts/browser.ts prints its path.
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium, type LaunchOptions } from "playwright-core";
import { root } from "./lib/wrangler.ts";

const commandNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const applications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** A first start on a slow disk, milliseconds. */
const versionTimeoutMs = 30_000;

const isRoot = process.getuid?.() === 0;

/** No graphics card, no phoning home, no dialogs. HTTP/3 is off because it hides requests from the tests' own proxies. */
const launchArguments = [
  ...[
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
  // Chromium refuses its sandbox to root; the pages are our own.
  ...(isRoot ? ["--no-sandbox"] : []),
];

export async function launch(options: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({
    ...options,
    executablePath: await chromiumPath(),
    args: [...launchArguments, ...(options.args ?? [])],
  });
}

/** Path of a Chromium that runs. Fails with what to do when there is none and none can be installed. */
export async function chromiumPath(): Promise<string> {
  for (const name of ["CHROME_PATH", "EDGEWRIGHT_CHROMIUM"]) {
    const path = process.env[name];
    if (!path) continue;
    if (runs(path)) return path;
    throw new Error(`${name} is set to ${path}, but that does not run. Set it to a Chromium, or unset it.`);
  }
  return found() ?? install();
}

function found(): string | null {
  const onPath = (process.env.PATH ?? "").split(delimiter).flatMap((folder) => commandNames.map((name) => join(folder, name)));
  return [...onPath, ...applications, chromium.executablePath()].filter(isExecutable).find(runs) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Not there, or not for us: either way not a candidate.
    return false;
  }
}

/** Some distributions carry a stub of that name which only says how to get the real one. */
function runs(path: string): boolean {
  const { status, stdout } = spawnSync(path, ["--version"], { encoding: "utf8", timeout: versionTimeoutMs });
  return status === 0 && /chrom/i.test(stdout);
}

function install(): string {
  console.log("No Chromium is on this machine; the tests need one.");
  if (isRoot && existsSync("/usr/bin/apt-get")) {
    step("apt-get", ["update"]);
    step("apt-get", ["install", "-y", "--no-install-recommends", "chromium", "fonts-liberation"]);
    const path = found();
    if (path) return path;
  }
  const playwright = join(root, "node_modules/playwright-core/cli.js");
  step(process.execPath, [playwright, "install", ...(isRoot ? ["--with-deps"] : []), "chromium"]);
  const path = found();
  if (path) return path;
  throw new Error(
    "Chromium could not be installed (see above). Install it (Debian: `sudo apt-get install chromium`), or set CHROME_PATH to one, and run this again.",
  );
}

/** Runs one step of the installation in the open; its failure is no end, for another way may follow. */
function step(command: string, args: string[]): void {
  console.log(`> ${command} ${args.join(" ")}`);
  const { status, error } = spawnSync(command, args, {
    stdio: "inherit",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  if (error || status !== 0) console.error(`${command} failed: ${error?.message ?? `exit code ${status}`}`);
}

if (import.meta.main) console.log(await chromiumPath());
