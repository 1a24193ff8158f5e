// The settings alone: one key, and an account with two apps.
import { render } from "preact";
import { SettingsDialog } from "../../../../src/web/settings/settings-dialog.tsx";
import { at, kept } from "./stand-in.ts";

render(
  <SettingsDialog
    settings={{
      listKeys: () => Promise.resolve([{ id: "k1", name: "my script", start: "ew_abc", createdAt: at }]),
      createKey: kept("createKey", Promise.resolve({ key: "ew_new_key" })),
      revokeKey: kept("revokeKey", Promise.resolve()),
      readAccount: () => Promise.resolve({ id: "me", guest: true, apps: 2, api_keys: 1, created_at: at }),
      deleteAccount: kept("deleteAccount", Promise.resolve()),
    }}
    onClose={kept("onClose", undefined)}
  />,
  document.body,
);
