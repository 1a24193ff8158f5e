// What the API must say about an app once all of its runs are over: messages, versions and files, exactly those of the plan.
import { isDeepStrictEqual } from "node:util";
import type { ApiClient } from "../../scripts/smoke/client.ts";
import type { Message, Version, VersionFile } from "../../src/protocol/resources.ts";
import type { Snapshot } from "../../src/web/model/index.ts";
import { nameOf } from "./plan.ts";
import { promptOf, tell } from "./story.ts";
import type { RunRecord } from "./world.ts";

/** Pages are asked for one by one; an app of the torture has far fewer entries. */
const pageEntries = 100;
const detailMaxCharacters = 300;

export async function readSnapshot(client: ApiClient, appId: string): Promise<Snapshot> {
  const page = `?limit=${pageEntries}`;
  const [{ app }, { messages }, { versions }] = await Promise.all([
    client.call<Pick<Snapshot, "app">>("GET", `/api/apps/${appId}`, 200),
    client.call<{ messages: Message[] }>("GET", `/api/apps/${appId}/messages${page}`, 200),
    client.call<{ versions: Version[] }>("GET", `/api/apps/${appId}/versions${page}`, 200),
  ]);
  return { app, messages, versions };
}

/** The status that a run has to end with: the answer to its cancel decides. */
export const expectedStatus = ({ cancelled }: RunRecord): Version["status"] =>
  cancelled === null ? "completed" : cancelled.status === 202 ? "cancelled" : cancelled.ended;

/** Files of each numbered version, by number. */
export function expectedFiles(seed: number, runs: RunRecord[]): Map<string, string>[] {
  const versions: Map<string, string>[] = [];
  for (const run of runs) {
    if (expectedStatus(run) !== "completed") continue;
    const files = new Map(versions.at(-1));
    for (const { apply } of tell(seed, run.plan)) apply(files);
    versions.push(files);
  }
  return versions;
}

/** `runs` are those of the app, in order. */
export async function appProblems(
  client: ApiClient,
  seed: number,
  runs: RunRecord[],
  { app, messages, versions }: Snapshot,
): Promise<string[]> {
  const found: string[] = [];
  const equal = (what: string, actual: unknown, expected: unknown) => {
    if (!isDeepStrictEqual(actual, expected)) found.push(`${what}: expected ${short(expected)}, got ${short(actual)}`);
  };
  let number = 0;
  const rows = runs.map((run) => {
    const status = expectedStatus(run);
    return { id: run.submitted?.versionId, status, number: status === "completed" ? ++number : null, run: nameOf(run.plan) };
  });
  equal(
    "versions in the order of their messages",
    versions.toReversed().map((version) => ({ id: version.id, status: version.status, number: version.number })),
    rows.map(({ run: _, ...row }) => row),
  );
  equal(
    "messages",
    messages.map(({ role, content, version_id }) => ({ role, version_id, ...(role === "user" ? { content } : {}) })),
    runs.flatMap(({ plan, submitted }) => [
      { role: "user", version_id: submitted?.versionId, content: promptOf(plan) },
      { role: "assistant", version_id: submitted?.versionId },
    ]),
  );
  equal("the app's status", app.status, "ready");
  equal("the app's current version", app.current_version, number);
  for (const run of runs) {
    if (expectedStatus(run) !== "completed") continue;
    const id = run.submitted?.versionId;
    const said = messages.find(({ role, version_id }) => role === "assistant" && version_id === id)?.content;
    const expected = tell(seed, run.plan).map(({ text }) => text);
    equal(`run ${nameOf(run.plan)}: the assistant's message`, said, expected.join("\n\n"));
    equal(`run ${nameOf(run.plan)}: rounds`, versions.find((version) => version.id === id)?.metadata.rounds, expected.length);
  }
  for (const [at, expected] of expectedFiles(seed, runs).entries()) {
    const { files } = await client.call<{ files: VersionFile[] }>("GET", `/api/apps/${app.id}/versions/${at + 1}/files`, 200);
    const actual = await client.contents(app.id, at + 1, files);
    for (const path of new Set([...expected.keys(), ...actual.keys()])) {
      equal(`version ${at + 1}, ${path}`, actual.get(path) ?? null, expected.get(path) ?? null);
    }
  }
  return found;
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > detailMaxCharacters ? `${text.slice(0, detailMaxCharacters)}…` : text;
}
