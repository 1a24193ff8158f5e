// The one way end-to-end tests get an app that is at rest without going through the chat's page: a message, and the end of its run.
import { createClient } from "../../scripts/smoke/client.ts";
import { follow } from "../../scripts/smoke/follow.ts";
import type { App, Version } from "../../src/protocol/resources.ts";

export interface MadeApp {
  app: App & { preview_url: string };
  version: Version;
}

/** Creates an app from `prompt`. Throws unless its run ends in a version that has a preview. */
export async function makeApp(url: string, key: string, prompt: string): Promise<MadeApp> {
  const client = createClient(url, key);
  const made = await client.call<{ app: App; version: Version }>("POST", "/api/apps", 202, { prompt });
  const version = await completed(url, key, made.version);
  const { app } = await client.call<{ app: App }>("GET", `/api/apps/${made.app.id}`, 200);
  if (app.preview_url === null) throw new Error(`The app ${app.id} has no preview.`);
  return { app: { ...app, preview_url: app.preview_url }, version };
}

/** The version of a run, once it is completed. Throws if the run ends differently. */
export async function completed(url: string, key: string, { app_id, id }: Version): Promise<Version> {
  const follower = follow(url, app_id, key, () => undefined);
  const event = await follower.ended(id);
  follower.close();
  if (event.type !== "version.completed") throw new Error(`The run ended with ${JSON.stringify(event)}.`);
  return event.version;
}
