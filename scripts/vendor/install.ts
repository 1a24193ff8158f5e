// Installs the packages in libraries/ when their lock changed. They are apart from our own packages, which they outweigh many times.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { librariesFolder } from "./folders.ts";

/** Which lock the installed packages are from. */
const stampPath = join(librariesFolder, "node_modules/.edgewright-lock");

export async function installLibraries(): Promise<void> {
  if ((await installedLock()) === (await presentLock())) return;
  console.log("Installing the libraries that generated apps may import (once, about a minute) …");
  npm(["ci"]);
  await writeFile(stampPath, await presentLock());
}

/** Changes the packages and their lock, e.g. by "install" and a name. */
export async function changeLibraries(args: readonly string[]): Promise<void> {
  await installLibraries();
  npm(args);
  await writeFile(stampPath, await presentLock());
}

const presentLock = async () =>
  createHash("sha256")
    .update(await readFile(join(librariesFolder, "package-lock.json")))
    .digest("hex");

async function installedLock(): Promise<string | null> {
  try {
    return await readFile(stampPath, "utf8");
  } catch {
    // Never installed, or not to the end.
    return null;
  }
}

/** Runs npm in the folder of the libraries. */
function npm(args: readonly string[]): void {
  const { status, error } = spawnSync("npm", [...args, "--no-audit", "--no-fund"], {
    cwd: librariesFolder,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (status === 0) return;
  const reason = error === undefined ? "" : ` (${error.message})`;
  throw new Error(
    `"npm ${args.join(" ")}" failed in libraries/${reason}. It needs the npm registry: check the network, then run this again.`,
  );
}

/** The installed version of a package. */
export async function versionOf(name: string): Promise<string> {
  return String(JSON.parse(await readFile(join(librariesFolder, "node_modules", name, "package.json"), "utf8")).version);
}
