// Responses that wait for the end of a run.
import { isUnfinished, type Version } from "../../../src/protocol/resources.ts";
import { type Check, mustEqual, skip } from "../check.ts";
import { prompts, type Started } from "../world.ts";

export const waiting: readonly Check[] = [
  {
    name: "wait.prefer",
    promise: "with 200 and `app` and `version` as they are then, or after N seconds, with 202 and the state so far.",
    async run({ caller, ready }) {
      const { app } = await ready();
      const path = `/api/apps/${app.id}/messages`;
      const { status, headers, body } = await caller.ask<Started>(
        "POST",
        path,
        { content: prompts.question, mode: "ask" },
        { Prefer: "wait=60" },
      );
      mustEqual("What was waited for", [status, isUnfinished(body.version.status)], [status === 200 ? 200 : 202, status === 202]);
      mustEqual("Preference-Applied", headers.get("Preference-Applied"), "wait=60");
      if (status === 202) await caller.ask("POST", `/api/apps/${app.id}/versions/${body.version.id}/cancel`);
    },
  },
  {
    name: "wait.short",
    promise: "`GET …/versions/:ref?wait=N` waits for a version's run",
    async run({ caller, ready, send, ended, runMs }) {
      const { app } = await ready();
      const { version } = await send(app.id, prompts.change, "build");
      const path = `/api/apps/${app.id}/versions/${version.id}`;
      const now = await caller.expect<{ version: Version }>(200, "GET", `${path}?wait=0`);
      const waited = caller.expect<{ version: Version }>(200, "GET", `${path}?wait=${Math.min(60, Math.ceil(runMs / 1000))}`);
      const { status } = await caller.ask("POST", `${path}/cancel`);
      const then = await waited;
      await ended(app.id, version.id);
      if (status === 200) skip("the run was over before it could be stopped");
      mustEqual("The state after a wait of none", isUnfinished(now.body.version.status), true);
      mustEqual("The state after the wait", then.body.version.status, "cancelled");
      for (const wait of ["61", "-1", "soon"]) await caller.refused("invalid_input", "GET", `${path}?wait=${wait}`);
    },
  },
];
