// The libraries of a version that a person makes by hand: those of the version before, and what the changed files import newly.
import { packageFile } from "../libraries/cdn/ranges.ts";
import type { ResolvedLibraries } from "../libraries/libraries.ts";
import type { VersionFile } from "../protocol/resources.ts";
import { checkFile } from "../workspace/checks.ts";
import { stepsForApp, withSource } from "../workspace/scripts/metered-text.ts";
import type { Ports } from "./ports.ts";

interface ChangedApp {
  appId: string;
  /** Of the version that the change was made from. */
  number: number;
  /** After the change. */
  files: readonly VersionFile[];
  written: readonly { path: string; content: string }[];
}

/** Waits for the CDN no longer than a call of a run does; what could not be had is left to the checks to tell. */
export async function librariesAfter(
  { store, libraries }: Pick<Ports, "store" | "libraries">,
  { appId, number, files, written }: ChangedApp,
): Promise<ResolvedLibraries> {
  const finder = libraries.finder(await store.librariesOf(appId, number));
  const paths = new Set(files.map(({ path }) => path));
  await finder.checked(
    (current) => {
      const steps = stepsForApp();
      for (const { path, content } of written)
        checkFile(path, content, (other) => paths.has(other), withSource(steps, content), current);
    },
    await packageText(store, { appId, files, written }),
  );
  return finder.resolved();
}

async function packageText(
  store: Ports["store"],
  { appId, files, written }: Omit<ChangedApp, "number">,
): Promise<string | undefined> {
  const own = written.find(({ path }) => path === packageFile);
  if (own !== undefined) return own.content;
  const stored = files.find(({ path }) => path === packageFile);
  return stored === undefined ? undefined : ((await store.readBlob(appId, stored.sha256)) ?? undefined);
}
