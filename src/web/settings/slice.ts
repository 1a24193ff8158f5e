// What the settings get: all they need to be shown on their own.
import type { Account } from "../../protocol/resources.ts";
import type { ApiKey } from "../server/keys.ts";

export interface SettingsSlice {
  listKeys: () => Promise<ApiKey[]>;
  /** The key's text is returned only this once. */
  createKey: (name: string) => Promise<{ key: string }>;
  revokeKey: (id: string) => Promise<unknown>;
  readAccount: () => Promise<Account>;
  /** Deletes all the person's data. The page then starts again as a new guest. */
  deleteAccount: () => Promise<void>;
}
