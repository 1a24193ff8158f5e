// Connects the first screen to the server and the other pages.
import type { HomeSlice } from "../home/slice.ts";
import { createApp, deleteApp, listApps, updateApp } from "../server/api.ts";
import { models } from "../server/models.ts";
import { navigateToNewApp } from "./router.ts";
import { openSettings } from "./settings.tsx";

export const home: HomeSlice = {
  ...{ models, listApps, deleteApp },
  async create(prompt, model, idempotencyKey) {
    const { app } = await createApp({ prompt, mode: "build", ...(model === "" ? {} : { model }) }, idempotencyKey);
    navigateToNewApp(app.id);
  },
  renameApp: (id, name) => updateApp(id, { name }),
  openSettings: () => void openSettings(),
};
