// What the settings take, and all that they need to be shown alone.
import type { Account } from "../../protocol/resources.ts";
import type { ApiKey } from "../server/keys.ts";

export interface SettingsSlice {
  listKeys: () => Promise<ApiKey[]>;
  /** The key's text is answered this once. */
  createKey: (name: string) => Promise<{ key: string }>;
  revokeKey: (id: string) => Promise<unknown>;
  readAccount: () => Promise<Account>;
  /** Deletes all that is the person's. The page then starts again as a new guest's. */
  deleteAccount: () => Promise<void>;
}
