// The settings alone: one key, and an account with two apps.
import { render } from "preact";
import { SettingsDialog } from "../../../../src/web/settings/settings-dialog.tsx";
import { at, kept } from "./stand-in.ts";

const keyOf = (id: string, name: string) => ({ id, name, start: "ew_abc", createdAt: at });
let keys = [keyOf("k1", "my script")];

render(
  <SettingsDialog
    settings={{
      listKeys: () => Promise.resolve(keys),
      createKey: (name) => {
        keys = [...keys, keyOf("k2", name)];
        return kept("createKey", Promise.resolve({ key: "ew_new_key" }))(name);
      },
      revokeKey: kept("revokeKey", Promise.resolve()),
      readAccount: () => Promise.resolve({ id: "me", guest: true, apps: 2, api_keys: 1, created_at: at }),
      deleteAccount: kept("deleteAccount", Promise.resolve()),
    }}
    onClose={kept("onClose", undefined)}
  />,
  document.body,
);
