// A world for use cases: a store and hubs in memory that behave, as far as a use case can tell.

import { endedVersion, message, version } from "../../src/api/operations/examples.ts";
import { describeContent } from "../../src/base/content.ts";
import type { AppAction, OwnAction } from "../../src/domain/actions.ts";
import type { SignedIn } from "../../src/domain/actor.ts";
import { type AppGrant, grantOnApp, grantOwn, type OwnGrant } from "../../src/domain/can.ts";
import type {
  AppRecord,
  FilesChange,
  Hub,
  NewBinary,
  NewMessage,
  Ports,
  Blob as TextBlob,
  Watch,
} from "../../src/domain/ports.ts";
import { nothingChanges, versionMovedOn } from "../../src/domain/refusals.ts";
import { done, type Result, refuse, refused } from "../../src/domain/result.ts";
import { offline } from "../../src/libraries/cdn/finder.ts";
import type { ResolvedLibraries } from "../../src/libraries/libraries.ts";
import type { App, Message, Version, VersionFile } from "../../src/protocol/resources.ts";
import { applyChanges, isEmpty, namedChanges } from "../../src/workspace/change-set.ts";

export const ada: SignedIn = { kind: "guest", userId: "ada", sessionId: "session of ada" };

export function appOf(id: string, ownerId: string, more: Partial<App> = {}): AppRecord {
  const at = "2026-11-28T09:30:00.000Z";
  const texts = { name: "An app", description: "", model: "" };
  const state = { status: "empty" as const, current_version: null, does_not_load: false, public_values: {}, preview_url: null };
  return { ownerId, app: { id, ...texts, ...state, created_at: at, updated_at: at, ...more } };
}

interface Entry {
  version: Version;
  files: VersionFile[];
}

export interface World extends Ports {
  /** Ids that the store was asked for. */
  looked: string[];
  apps: Map<string, AppRecord>;
  versions: Map<string, Entry[]>;
  blobs: Map<string, TextBlob>;
  binaries: Map<string, NewBinary>;
  /** What versions import from the CDN, by number. */
  held: Map<number, ResolvedLibraries>;
  messages: Message[];
  submitted: (NewMessage & { appId: string })[];
  committed: FilesChange[];
  updated: Parameters<Hub["updateApp"]>[0][];
  destroyed: string[];
  watching: number;
  /** Called before a commit is looked at: what others do meanwhile. */
  beforeCommit(): Promise<void>;
  /** What becomes of the next watch. */
  nextWatch(versionId: string): Result<Awaited<ReturnType<Watch["ended"]>>>;
  /** Apps whose hub cannot delete now. */
  stuck: Set<string>;
  users: Set<string>;
  revoked: unknown[];
  put(appId: string, files: Record<string, string>, more?: Partial<Version>): Promise<Version>;
}

export function fakeWorld(
  start: { apps?: AppRecord[]; models?: Partial<Ports["models"]>; libraries?: Ports["libraries"] } = {},
): World {
  const entries = (appId: string) => world.versions.get(appId) ?? [];
  const filesOf = (appId: string, number: number) => entries(appId).find((entry) => entry.version.number === number)?.files ?? [];
  const world: World = {
    looked: [],
    apps: new Map((start.apps ?? []).map((record) => [record.app.id, record])),
    versions: new Map(),
    blobs: new Map(),
    binaries: new Map(),
    held: new Map(),
    messages: [],
    submitted: [],
    committed: [],
    updated: [],
    destroyed: [],
    watching: 0,
    beforeCommit: async () => {},
    nextWatch: () => done("ended"),
    stuck: new Set(),
    users: new Set(["ada"]),
    revoked: [],
    async put(appId, contents, more = {}) {
      const texts = await Promise.all(
        Object.entries(contents).map(async ([path, content]) => ({ path, content, ...(await describeContent(content)) })),
      );
      for (const text of texts) world.blobs.set(text.sha256, text);
      return add(
        appId,
        texts.map(({ path, sha256, size }) => ({ path, sha256, size })),
        more,
      );
    },
    store: {
      async findApp(appId) {
        world.looked.push(appId);
        return world.apps.get(appId) ?? null;
      },
      async listApps(ownerId, limit, before) {
        const isOlder = (app: App) =>
          !before ||
          Date.parse(app.updated_at) < before.updatedAtMs ||
          (Date.parse(app.updated_at) === before.updatedAtMs && app.id < before.id);
        const own = [...world.apps.values()].filter((record) => record.ownerId === ownerId).map(({ app }) => app);
        const sorted = own.sort((a, b) => b.updated_at.localeCompare(a.updated_at) || (a.id < b.id ? 1 : -1));
        return sorted.filter(isOlder).slice(0, limit);
      },
      usageOfApp: async () => null,
      async findMessage(_appId, id) {
        const position = world.messages.findIndex((entry) => entry.id === id);
        const found = world.messages[position];
        return found ? { message: found, position } : null;
      },
      listMessages: async (_appId, limit, before) => world.messages.slice(0, before ?? undefined).slice(-limit),
      async findVersion(appId, ref) {
        const all = entries(appId);
        const position = all.findLastIndex(
          ({ version: { id, number } }) => id === ref || String(number) === ref || (ref === "latest" && number !== null),
        );
        const found = all[position];
        return found ? { version: found.version, position } : null;
      },
      listVersions: async (appId, limit, before) =>
        entries(appId)
          .slice(0, before ?? undefined)
          .toReversed()
          .slice(0, limit)
          .map((entry) => entry.version),
      librariesOf: async (_appId, number) => world.held.get(number) ?? {},
      listFiles: async (appId, number) => filesOf(appId, number),
      filesWithContents: async (appId, number) =>
        filesOf(appId, number).map((file) =>
          file.binary ? file : { ...file, content: world.blobs.get(file.sha256)?.content ?? null },
        ),
      findFile: async (appId, number, path) => filesOf(appId, number).find((file) => file.path === path) ?? null,
      readBlob: async (_appId, sha256) => world.blobs.get(sha256)?.content ?? null,
      readBlobs: async (_appId, hashes) => new Map([...hashes].map((hash) => [hash, world.blobs.get(hash)?.content ?? ""])),
      async writeBlobs(_appId, blobs) {
        for (const blob of blobs) world.blobs.set(blob.sha256, blob);
      },
      async readBinary(_appId, sha256, part) {
        const bytes = world.binaries.get(sha256)?.bytes;
        if (bytes === undefined) return null;
        return new Blob([part === null ? bytes : bytes.slice(part.offset, part.offset + part.length)]).stream();
      },
      async writeBinary(appId, file) {
        if (!world.apps.has(appId)) return false;
        world.binaries.set(file.sha256, file);
        return true;
      },
      readAccount: async (id) =>
        world.users.has(id)
          ? { id, guest: true, apps: world.apps.size, api_keys: 0, created_at: "2026-11-28T09:30:00.000Z" }
          : null,
      async revokeOthers(userId, kept) {
        world.revoked.push([userId, kept]);
      },
      appIdsOf: async (userId, limit) =>
        [...world.apps.values()]
          .filter((record) => record.ownerId === userId)
          .map(({ app }) => app.id)
          .slice(0, limit),
      async deleteUser(userId) {
        if ([...world.apps.values()].some((record) => record.ownerId === userId)) return false;
        world.users.delete(userId);
        return true;
      },
    },
    models: { isOffered: () => true, names: () => [], refusedBeforehand: () => null, ...start.models },
    libraries: start.libraries ?? offline,
    hub: (appId) => ({
      async submit(input) {
        world.submitted.push({ ...input, appId });
        const record = input.app ? appOf(appId, input.userId, { name: input.app.name, status: "generating" }) : null;
        if (record) world.apps.set(appId, record);
        return done({
          app: record?.app ?? null,
          message: { ...message, app_id: appId },
          version: add(appId, [], { ...version, number: null }),
        });
      },
      async retry({ versionId }) {
        const old = entries(appId).find((entry) => entry.version.id === versionId);
        if (old?.version.status !== "failed") return refuse("not_retryable", "There is nothing to try again.");
        return done({ app: null, message, version: add(appId, [], { ...version, number: null }) });
      },
      async commitFiles(change) {
        await world.beforeCommit();
        const current = world.apps.get(appId)?.app.current_version ?? null;
        if (current !== change.expectedNumber) return refused(versionMovedOn(current, change.expectedNumber));
        if (isEmpty(change)) return refused(nothingChanges);
        world.committed.push(change);
        const known = (sha256: string) => {
          const binary = world.binaries.get(sha256);
          if (!binary) return {};
          const { content_type, width, height } = binary;
          return { binary: true as const, content_type, width, height };
        };
        const written = change.written.map((file): VersionFile => ({ ...file, ...known(file.sha256) }));
        const files = applyChanges(filesOf(appId, current), { ...change, written });
        const metadata = {
          ...endedVersion.metadata,
          origin: change.kind,
          notices: change.notices ?? [],
          files_changed: namedChanges(change),
        };
        return done(add(appId, files, { summary: change.summary, metadata }));
      },
      async cancel(versionId) {
        const found = entries(appId).find((entry) => entry.version.id === versionId);
        if (!found) return refuse("not_found", "There is no such version.");
        return done({ version: { ...found.version, status: "cancelled" }, wasOver: found.version.status === "completed" });
      },
      editMessage: async (messageId, content) => done({ ...message, id: messageId, content }),
      async removeMessage(messageId) {
        world.messages = world.messages.filter(({ id }) => id !== messageId);
        return done(null);
      },
      async updateApp(fields) {
        world.updated.push(fields);
        const record = world.apps.get(appId);
        return record ? done({ ...record.app, ...fields }) : refuse("not_found", "There is no such app.");
      },
      async destroyApp() {
        if (world.stuck.has(appId)) return refuse("unavailable", "The database did not answer.");
        world.apps.delete(appId);
        world.destroyed.push(appId);
        return done(null);
      },
      async watch(versionId) {
        const next = world.nextWatch(versionId);
        if (!next.ok) return next;
        world.watching += 1;
        return done({
          ended: async () => next.value,
          close() {
            world.watching -= 1;
          },
        });
      },
    }),
  };

  function add(appId: string, files: VersionFile[], more: Partial<Version>): Version {
    const record = world.apps.get(appId) ?? appOf(appId, "ada");
    const current = record.app.current_version;
    const number = more.number === undefined ? (current ?? 0) + 1 : more.number;
    const added = {
      ...endedVersion,
      parent_number: current,
      ...more,
      ...{ id: `${appId}-${entries(appId).length + 1}`, app_id: appId, number },
    };
    world.versions.set(appId, [...entries(appId), { version: added, files }]);
    const app: App = number === null ? record.app : { ...record.app, current_version: number, status: "ready" };
    world.apps.set(appId, { ...record, app });
    return added;
  }
  return world;
}

/** The grant that the gate gives Ada. */
export async function onApp<A extends AppAction>(world: Ports, action: A, appId = "one"): Promise<AppGrant<A>> {
  const granted = await grantOnApp(world, ada, action, appId);
  if (granted.ok) return granted.value;
  throw new Error(granted.problem.message);
}

export function own<A extends OwnAction>(action: A): OwnGrant<A> {
  const granted = grantOwn(ada, action);
  if (granted.ok) return granted.value;
  throw new Error(granted.problem.message);
}
