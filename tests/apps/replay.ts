// Lets the fake model write an app file by file, through a run on the real server.
import { createClient } from "../../scripts/smoke/client.ts";
import type { App, Version } from "../../src/protocol/resources.ts";
import { completed } from "../e2e/made-app.ts";
import type { SharedFake } from "../e2e/shared-server.ts";
import { fakeProvider, finishApp, say, turn, unique, writeFile } from "../fakes/client.ts";
import type { RecordedRequest, Turn } from "../fakes/scenario.ts";
import { inRounds, type WrittenFile } from "./written-files.ts";

export interface Author {
  server: SharedFake;
  key: string;
}

export interface Replayed {
  app: App;
  version: Version;
  /** What the model was asked, request by request. */
  requests: RecordedRequest[];
}

/** A model that sees its app refused this often has been told; the next call ends the run whatever the app is like. */
const stubbornness = 8;

/** The model writes the files, and says that it is done as often as it takes. */
export function replay(author: Author, said: string, files: readonly WrittenFile[]): Promise<Replayed> {
  const writing = inRounds(files).map((round) => turn(...round.map(({ path, content }) => writeFile(path, content))));
  return play(author, said, [...writing, ...Array.from({ length: stubbornness }, () => turn(finishApp("It is done.")))]);
}

/** A run of a new app whose model answers with these turns. */
export async function play({ server, key }: Author, said: string, turns: Turn[]): Promise<Replayed> {
  const prompt = unique(said);
  const provider = fakeProvider(server.providerUrl);
  await provider.scenario(prompt, ...turns);
  const client = createClient(server.url, key);
  const made = await client.call<{ app: App; version: Version }>("POST", "/api/apps", 202, { prompt });
  const version = await completed(server.url, key, made.version);
  const { app } = await client.call<{ app: App }>("GET", `/api/apps/${made.app.id}`, 200);
  return { app, version, requests: await provider.requests(prompt) };
}

/** The same app once more: the person sends a message, and the model answers with these turns. */
export async function goOn(
  { server, key }: Author,
  appId: string,
  said: string,
  turns: Turn[],
): Promise<Omit<Replayed, "requests">> {
  const content = unique(said);
  await fakeProvider(server.providerUrl).scenario(content, ...turns);
  const client = createClient(server.url, key);
  const sent = await client.call<{ app: App; version: Version }>("POST", `/api/apps/${appId}/messages`, 202, { content });
  const version = await completed(server.url, key, sent.version);
  const { app } = await client.call<{ app: App; version: Version }>("GET", `/api/apps/${appId}`, 200);
  return { app, version };
}

export const mending = (files: readonly WrittenFile[]): Turn[] => [
  turn(say("I correct it."), ...files.map(({ path, content }) => writeFile(path, content))),
  turn(finishApp("It works now.")),
];
