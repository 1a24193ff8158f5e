// An app whose run is held in the middle of its second round, for tests of what becomes of it.
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { RunPointer } from "../../src/hub/contract/run-stream.ts";
import { openHubStorage } from "../../src/hub/storage.ts";
import { callWithGate, finishApp, say, turn, unique, writeFile } from "../fakes/client.ts";
import { type Client, page, provider } from "../flow/support.ts";

export const done = turn(finishApp("Done."));
export const hubOf = (appId: string) => env.APP_HUB.getByName(appId);

/** What the queue would bring again. */
export function pointerOf(appId: string, versionId: string): Promise<RunPointer> {
  return runInDurableObject(hubOf(appId), (_hub, state) => {
    const { runs } = openHubStorage(state.storage.sql).load();
    const run = runs.find(({ id }) => id === versionId);
    return { app_id: appId, run_id: versionId, dispatch: run?.dispatch ?? 0 };
  });
}

/** Runs the first round, and stops in the middle of the second one's file. Four requests when nothing is repeated, four when round two is. */
export async function heldApp(client: Client) {
  const prompt = unique("held");
  const hold = unique("hold");
  await provider.scenario(
    prompt,
    turn(say("Round one."), writeFile("a.css", "a {}\n")),
    turn(say("Half of round two"), ...callWithGate(0, writeFile("index.html", page("Lost")), hold)),
    turn(say("Round two."), writeFile("index.html", page("Kept"))),
    done,
  );
  const created = await client.createApp(prompt);
  await provider.reached(hold);
  return { ...created, prompt, hold };
}
