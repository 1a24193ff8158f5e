// The versions that an app's package.json asks for.
import { isRecord } from "../../base/foreign-values.ts";
import { isRange } from "./specifier.ts";

export type Ranges = ReadonlyMap<string, string>;

export const packageFile = "package.json";

/** Longest file that is read, UTF-16 units. */
const maxCharacters = 100_000;

/** By package. What is no range of npm's, such as an address or `workspace:*`, is left out; so is everything of a file that is no JSON. */
export function wantedRanges(packageJson: string | undefined): Ranges {
  const ranges = new Map<string, string>();
  if (packageJson === undefined || packageJson.length > maxCharacters) return ranges;
  let read: unknown;
  try {
    read = JSON.parse(packageJson);
  } catch {
    // checks/json.ts tells what is wrong with it.
    return ranges;
  }
  if (!isRecord(read)) return ranges;
  // Later ones win: what an app runs with counts more than what builds it.
  for (const group of [read.devDependencies, read.peerDependencies, read.dependencies]) {
    if (!isRecord(group)) continue;
    for (const [name, range] of Object.entries(group)) {
      if (typeof range === "string" && isRange(range.trim())) ranges.set(name, range.trim());
    }
  }
  return ranges;
}
