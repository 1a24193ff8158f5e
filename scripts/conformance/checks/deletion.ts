// What is deleted is gone, everywhere and at once.
import type { App } from "../../../src/protocol/resources.ts";
import { type Check, mustEqual } from "../check.ts";
import { followSocket } from "../follow.ts";
import { send } from "../send.ts";
import { prompts } from "../world.ts";

export const deletion: readonly Check[] = [
  {
    name: "deletion.app",
    promise: "DELETE /api/apps/:id                                                          204",
    async run({ caller, create }) {
      const { body } = await create(caller, { prompt: prompts.create });
      const path = `/api/apps/${body.app.id}`;
      const { body: read } = await caller.expect<{ app: App }>(200, "GET", path);
      await caller.expect(204, "DELETE", path);
      for (const part of ["", "/messages", "/versions", `/versions/${body.version.id}`, "/versions/1/files"])
        await caller.refused("not_found", "GET", `${path}${part}`);
      await caller.refused("not_found", "POST", `${path}/messages`, { content: "are you there?" });
      await caller.refused("not_found", "DELETE", path);
      if (read.app.preview_url !== null) mustEqual("Its preview", (await send(read.app.preview_url)).status, 404);
    },
  },
  {
    name: "deletion.viewers",
    promise: "4404: the app was deleted.",
    async run({ caller, create }) {
      const { body } = await create(caller, { prompt: prompts.create });
      const viewer = followSocket(caller, body.app.id);
      await viewer.caughtUp();
      await caller.expect(204, "DELETE", `/api/apps/${body.app.id}`);
      mustEqual("The code with which viewers are closed", await viewer.closed, 4404);
    },
  },
];
