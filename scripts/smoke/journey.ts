// The way that the smoke test goes: create, look, change, compare, go back. Every step adds its checks.

import { describeContent } from "../../src/base/content.ts";
import { entryPath, stages } from "../../src/protocol/constants.ts";
import type { LogEvent } from "../../src/protocol/events.ts";
import type { App, FileDiff, Message, Version, VersionFile } from "../../src/protocol/resources.ts";
import { liveFiles } from "../../src/web/model/index.ts";
import type { Checks } from "./checks.ts";
import type { ApiClient } from "./client.ts";
import { type Follower, follow } from "./follow.ts";
import { getPreview } from "./get-preview.ts";
import type { Progress } from "./progress.ts";

export interface Journey {
  appId: string;
  previewUrl: string;
  /** Milliseconds by step. */
  timesMs: Record<string, number>;
}

interface Snapshot {
  version: Version;
  files: VersionFile[];
  contents: Map<string, string>;
}

export interface JourneyOptions {
  client: ApiClient;
  checks: Checks;
  progress: Progress;
  prompt: string;
  change: string;
}

export async function travel({ client, checks, progress, prompt, change }: JourneyOptions): Promise<Journey> {
  const timesMs: Record<string, number> = {};
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const began = Date.now();
    const result = await work();
    timesMs[name] = Date.now() - began;
    return result;
  };

  progress.line(`\nPrompt: ${prompt}`);
  const headers = { "Idempotency-Key": crypto.randomUUID() };
  const created = await client.call<{ app: App; message: Message; version: Version }>(
    "POST",
    "/api/apps",
    202,
    { prompt },
    headers,
  );
  const appId = created.app.id;
  const again = await client.call<{ app: App }>("POST", "/api/apps", 202, { prompt }, headers);
  checks.equal("the same request sent twice makes one app", again.app.id, appId);
  const follower = follow(client.url, appId, client.key, progress.event);
  try {
    const first = await timed("create", () => finished(follower, client, checks, progress, created.version, 1));
    await checkStream(follower, checks, first, new Map());
    checks.ok(
      `version 1 has ${entryPath}`,
      first.contents.has(entryPath),
      `its files are ${[...first.contents.keys()].join(", ")}`,
    );
    const previewUrl = await checkPreview(client, checks, appId, first);

    progress.line(`\nChange: ${change}`);
    const sent = await client.call<{ version: Version }>("POST", `/api/apps/${appId}/messages`, 202, { content: change });
    const second = await timed("update", () => finished(follower, client, checks, progress, sent.version, 2));
    await checkStream(follower, checks, second, first.contents);
    checks.equal("version 2 was made from version 1", second.version.parent_number, 1);
    const { files } = await client.call<{ files: FileDiff[] }>("GET", `/api/apps/${appId}/versions/2/diff`, 200);
    const patched = files.filter(({ patch }) => /^[+-]/m.test(patch));
    checks.ok("the diff from version 1 to 2 shows changes", patched.length > 0, "no file of the diff has a changed line");
    checks.equal(
      "the diff names the files that differ",
      files.map(({ path }) => path).sort(),
      differing(first.contents, second.contents),
    );

    progress.line("\nBack to version 1");
    const restored = await timed("restore", () =>
      client.call<{ version: Version }>("POST", `/api/apps/${appId}/versions/1/restore`, 201),
    );
    checks.equal("restoring makes version 3", restored.version.number, 3);
    checks.equal("version 3 says where it is from", restored.version.metadata.restored_from, 1);
    const third = await client.call<{ files: VersionFile[] }>("GET", `/api/apps/${appId}/versions/3/files`, 200);
    checks.equal("version 3 has the files of version 1", byPath(third.files), byPath(first.files));
    await follower.until((event) => event.type === "version.completed" && event.version.number === 3);

    checkLog(checks, follower.events);
    checks.equal("the socket held", follower.reconnects(), 0);
    await checkReplay(client, checks, appId, follower);
    const stranger = await fetch(`${client.url}/api/apps/${appId}`);
    checks.equal("without a key the app is not shown", stranger.status, 401);
    return { appId, previewUrl, timesMs };
  } finally {
    follower.close();
  }
}

/** Waits for the run's end; a run that did not complete ends the journey. */
async function finished(
  follower: Follower,
  client: ApiClient,
  checks: Checks,
  progress: Progress,
  { id, app_id }: Version,
  number: number,
): Promise<Snapshot> {
  const end = await follower.ended(id);
  progress.done();
  const said = end.type === "version.failed" ? `${end.code}: ${end.message} ${end.hint ?? ""}` : end.type;
  checks.ok(`the run of version ${number} completed`, end.type === "version.completed", `it ended with ${said}`);
  if (end.type !== "version.completed") throw new Error("The run did not complete, so there is nothing more to look at.");
  const { version } = await client.call<{ version: Version }>("GET", `/api/apps/${app_id}/versions/${id}`, 200);
  checks.equal(`it is version ${number}`, version.number, number);
  if (version.number === null) throw new Error("The run changed no files, so there is nothing more to look at.");
  checks.equal(`the socket and the API tell the same of version ${number}`, end.version, version);
  const { files } = await client.call<{ files: VersionFile[] }>("GET", `/api/apps/${app_id}/versions/${number}/files`, 200);
  const contents = await client.contents(app_id, number, files);
  const wrong: string[] = [];
  for (const { path, sha256, size } of files) {
    const found = await describeContent(contents.get(path) ?? "");
    if (found.sha256 !== sha256 || found.size !== size) wrong.push(path);
  }
  checks.equal(`SHA-256 and size of all ${files.length} files of version ${number} are right`, wrong, []);
  return { version, files, contents };
}

/** What was streamed is what was stored, and the stages came in their order. */
async function checkStream(
  follower: Follower,
  checks: Checks,
  { version, contents }: Snapshot,
  base: Map<string, string>,
): Promise<void> {
  const run = follower.state().runs[version.id];
  const live = run ? liveFiles(run, (path) => base.get(path) ?? null) : [];
  checks.ok(`files of version ${version.number} were seen being written`, live.length > 0, "no file event came");
  const wrong = live.filter(({ path, text }) => text !== contents.get(path)).map(({ path }) => path);
  checks.equal(`what was streamed for version ${version.number} is what was stored`, wrong, []);
  const own = follower.events.filter((event) => event.version_id === version.id && event.type === "stage.changed");
  const order: readonly string[] = stages[version.metadata.kind];
  const positions = own.map((event) => (event.type === "stage.changed" ? order.indexOf(event.stage) : -1));
  const isOrdered = positions.every((position, at) => position >= 0 && position >= (positions[at - 1] ?? 0));
  checks.ok(
    `stages of version ${version.number} came in order`,
    own.length > 0 && isOrdered,
    `they came as ${positions.join(", ")}`,
  );
  const percents = own.map((event) => (event.type === "stage.changed" ? event.percent : 0));
  const rises = percents.every((percent, at) => percent >= (percents[at - 1] ?? 0));
  checks.ok(`percent of version ${version.number} never went back`, rises, `it went ${percents.join(", ")}`);
}

async function checkPreview(client: ApiClient, checks: Checks, appId: string, { version, contents }: Snapshot): Promise<string> {
  const { app } = await client.call<{ app: App }>("GET", `/api/apps/${appId}`, 200);
  const title = /<title>([^<]*)<\/title>/i.exec(contents.get(entryPath) ?? "")?.[0] ?? "<html";
  const addresses = { "the preview": app.preview_url, "the preview of version 1": version.preview_url };
  for (const [name, address] of Object.entries(addresses)) {
    checks.ok(`${name} has an address`, address !== null, "it is null");
    if (address === null) continue;
    const page = await getPreview(address);
    checks.equal(`${name} answers`, page.status, 200);
    checks.ok(`${name} is HTML`, String(page.headers["content-type"]).startsWith("text/html"), `${page.headers["content-type"]}`);
    checks.ok(`${name} is this app`, page.text.includes(title), `there is no ${title} in it`);
    const policy = String(page.headers["content-security-policy"] ?? "");
    const ownHost = new URL(address).host !== new URL(client.url).host;
    checks.ok(`${name} is kept apart`, ownHost || policy.includes("sandbox"), "it is on our host without a sandbox header");
  }
  return app.preview_url ?? "";
}

function checkLog(checks: Checks, events: LogEvent[]): void {
  const gaps = events.filter((event, at) => at > 0 && event.seq !== (events[at - 1]?.seq ?? 0) + 1).map(({ seq }) => seq);
  checks.equal("seq has no gaps and no repeats", gaps, []);
}

/** A second viewer who comes late ends in the state of the first one. */
async function checkReplay(client: ApiClient, checks: Checks, appId: string, follower: Follower): Promise<void> {
  const late = follow(client.url, appId, client.key, () => undefined);
  await late.until(({ seq }) => seq >= follower.state().last_seq);
  late.close();
  checks.equal("a viewer who comes late ends in the same state", late.state(), follower.state());
}

function byPath(files: VersionFile[]): VersionFile[] {
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function differing(a: Map<string, string>, b: Map<string, string>): string[] {
  return [...new Set([...a.keys(), ...b.keys()])].filter((path) => a.get(path) !== b.get(path)).sort();
}
