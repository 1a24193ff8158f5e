// The commit of a run is absolute: repeated late, after others, it changes nothing.
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { emptyMetadata } from "../../src/hub/d1/rows.ts";
import type { App, Message } from "../../src/protocol/resources.ts";
import { commitEnding, type Ending, insertSubmission, updateApp, updateMessage } from "../../src/store/commit.ts";
import { openDatabase } from "../../src/store/database.ts";
import { findApp, listMessages } from "../../src/store/history.ts";
import type { MessageRow, VersionRow } from "../../src/store/present.ts";
import { unique } from "../fakes/client.ts";
import { guest, page, readyApp } from "../flow/support.ts";

/** An app at rest, and the records of a further run as its hub would write them. */
async function prepared() {
  const client = await guest();
  const app = await readyApp(client, { "index.html": page("One") });
  const version: VersionRow = {
    id: unique("run"),
    appId: app.id,
    position: 2,
    number: null,
    parentNumber: 1,
    status: "pending",
    kind: "update",
    userMessageId: null,
    assistantMessageId: null,
    summary: "",
    errorCode: null,
    errorMessage: null,
    libraries: {},
    problems: [],
    metadata: emptyMetadata,
    createdAt: 1,
    startedAt: null,
    completedAt: null,
  };
  const message: MessageRow = {
    id: unique("m"),
    appId: app.id,
    position: 3,
    role: "user",
    content: "first",
    status: "completed",
    versionId: version.id,
    createdAt: 1,
    revision: 0,
  };
  return { client, app, version, message, db: openDatabase(env.DB) };
}

const ended = (version: VersionRow, number: number | null, more: Partial<Ending> = {}): Ending => ({
  version: { ...version, number, status: number === null ? "cancelled" : "completed", completedAt: 2 },
  assistantMessage: null,
  removedMessages: [],
  written: number === null ? [] : [{ path: "a.css", sha256: `${number}`, size: 1 }],
  deleted: [],
  rounds: [],
  appName: null,
  appDescription: null,
  ...more,
});

test("a commit that is repeated after a later version neither goes back to its own nor renames the app", async () => {
  const { client, app, version, db } = await prepared();
  await insertSubmission(db, { app: null, messages: [], version });
  const second = ended(version, 2, { appName: "The model's" });
  await commitEnding(db, second);
  expect((await findApp(db, app.id))?.row).toMatchObject({ currentVersion: 2, name: "The model's" });
  const third = { ...version, id: unique("run"), position: 3 };
  await insertSubmission(db, { app: null, messages: [], version: third });
  await commitEnding(db, ended(third, 3));
  await client.call<{ app: App }>("PATCH", `/api/apps/${app.id}`, { name: "Mine" });
  const before = await env.DB.prepare("SELECT * FROM files WHERE app_id = ? ORDER BY path, since").bind(app.id).all();

  await commitEnding(db, second);
  expect((await findApp(db, app.id))?.row).toMatchObject({ currentVersion: 3, name: "Mine" });
  const after = await env.DB.prepare("SELECT * FROM files WHERE app_id = ? ORDER BY path, since").bind(app.id).all();
  expect(after.results).toEqual(before.results);
});

test("rows that come late bring back no message that was taken back, and no text that was changed", async () => {
  const { app, version, message, db } = await prepared();
  const texts = async () =>
    (await listMessages(db, app.id, 10, null)).flatMap(({ id, content }): Pick<Message, "content">[] =>
      id === message.id ? [{ content }] : [],
    );
  const submission = { app: null, messages: [message], version };
  await insertSubmission(db, submission);
  await updateMessage(db, message.id, "third", 2);
  await updateMessage(db, message.id, "second", 1);
  await insertSubmission(db, submission);
  expect(await texts()).toEqual([{ content: "third" }]);

  await commitEnding(db, ended(version, null, { removedMessages: [message.id] }));
  await insertSubmission(db, submission);
  expect(await texts()).toEqual([]);
});

test("a change of the app that comes late does not undo a later one", async () => {
  const { app, db } = await prepared();
  const change = (name: string, atMs: number) => ({ fields: { name }, atMs });
  await updateApp(db, app.id, change("Second", 2), 2);
  const found = await updateApp(db, app.id, change("First", 1), 1);
  expect(found?.row).toMatchObject({ name: "Second" });
  const stored = await updateApp(db, app.id, { fields: { description: "Third" }, atMs: 3 }, 3);
  // Nor does a change of one field touch the others, or take the time back.
  expect(stored?.row).toMatchObject({ name: "Second", description: "Third", updatedAt: found?.row.updatedAt });
});
