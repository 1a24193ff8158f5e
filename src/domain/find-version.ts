// A version of an app by what it was named with: its number, its id, or "latest".
import type { Version } from "../protocol/resources.ts";
import type { Store, VersionRecord } from "./ports.ts";
import { done, type Result, refuse } from "./result.ts";

export async function findVersion(store: Pick<Store, "findVersion">, appId: string, ref: string): Promise<Result<VersionRecord>> {
  const found = await store.findVersion(appId, ref);
  if (found) return done(found);
  return refuse("not_found", `This app has no version ${ref}.`, 'A version is named by its number, its id, or "latest".');
}

/** A version that has files of its own. */
export type Numbered = Version & { number: number };

export async function findNumbered(store: Pick<Store, "findVersion">, appId: string, ref: string): Promise<Result<Numbered>> {
  const found = await findVersion(store, appId, ref);
  if (!found.ok) return found;
  const { version } = found.value;
  const { number } = version;
  if (number !== null) return done({ ...version, number });
  return refuse("not_found", "This version changed no files.", "Only numbered versions have files.");
}
