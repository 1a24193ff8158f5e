// Processes and their families: ends a child together with everything it has started (killing a server alone leaves its runtime serving), and
// notices when the npm that started us is gone.
import { type ChildProcess, execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";

/** How long a child may take to end by itself, milliseconds. */
const graceMs = 5_000;
/** How often we look whether who started us is still there, milliseconds. */
const lookMs = 500;

export async function stopTree(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const family = [child.pid, ...descendantsOf(child.pid)];
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), graceMs);
  await ended;
  clearTimeout(timer);
  for (const pid of family) kill(pid);
}

/**
 * Calls `act` once when one of those that started us has ended: npm, and the shell that it runs a script in. A SIGKILL tells nobody, and a shell does
 * not pass a signal on. Without npm nobody is watched: a program put into the background outlives its shell.
 */
export function onStarterGone(act: () => void, signal: AbortSignal): void {
  const starters = process.env.npm_lifecycle_event === undefined ? [] : startersOf(process.pid);
  if (starters.length === 0) return;
  const timer = setInterval(() => {
    if (starters.every(isAlive)) return;
    clearInterval(timer);
    act();
  }, lookMs);
  timer.unref();
  signal.addEventListener("abort", () => clearInterval(timer));
}

/** Processes between us and npm, and npm: those above whose command line names our script, and the one above these. */
function startersOf(pid: number): number[] {
  const parentOf = new Map(parents());
  const starters: number[] = [];
  const script = basename(process.argv[1] ?? "");
  for (let parent = parentOf.get(pid); parent !== undefined && parent > 1; parent = parentOf.get(parent)) {
    starters.push(parent);
    if (!commandOf(parent).includes(script)) return starters;
  }
  return starters;
}

function commandOf(pid: number): string {
  return process.platform === "linux"
    ? readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")
    : execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process is alive, too.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

const parents = () => (process.platform === "linux" ? parentsFromProc() : parentsFromPs());

function descendantsOf(pid: number): number[] {
  const parentOf = parents();
  const found = [pid];
  for (const parent of found) {
    for (const [child, itsParent] of parentOf) if (itsParent === parent) found.push(child);
  }
  return found.slice(1);
}

/** Slim images of Linux have no `ps`. */
function parentsFromProc(): [child: number, parent: number][] {
  return readdirSync("/proc").flatMap((name): [number, number][] => {
    if (!/^\d+$/.test(name)) return [];
    try {
      // "pid (name) state ppid …"; the name may hold anything, so look behind its last bracket.
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      return [[Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1])]];
    } catch (error) {
      // It has ended since the folder was read.
      if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ESRCH")) return [];
      throw error;
    }
  });
}

function parentsFromPs(): [child: number, parent: number][] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  return lines.map((line) => {
    const [child = 0, parent = 0] = line.trim().split(/\s+/).map(Number);
    return [child, parent];
  });
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    // Already gone is what we want.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
