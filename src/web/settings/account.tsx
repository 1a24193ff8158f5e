// Deletes all of a person's data: shows what there is, with numbers, and one button that asks for confirmation.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Account } from "../../protocol/resources.ts";
import { useLoad } from "../requests/use-load.ts";
import { Button } from "../ui/button.tsx";
import { Problem } from "../ui/problem.tsx";
import { counted, listed } from "../words/numbers.ts";
import type { SettingsSlice } from "./slice.ts";

const appsOf = ({ apps }: Account) => (apps === 0 ? "no apps" : counted(apps, "app"));
const keysOf = ({ api_keys: keys }: Pick<Account, "api_keys">) => (keys === 0 ? "no API keys" : counted(keys, "API key"));

/** What will be deleted, by name and number. */
const goneWith = (account: Account) =>
  listed([
    ...(account.apps > 0 ? [`${appsOf(account)} (with all messages, versions, files and previews)`] : []),
    ...(account.api_keys > 0 ? [keysOf(account)] : []),
    "this session",
  ]);

type AccountSlice = Pick<SettingsSlice, "readAccount" | "deleteAccount">;

interface AccountSectionProps {
  settings: AccountSlice;
  /** As the list next to it shows them; null while that is loading. */
  keyCount: number | null;
}

export function AccountSection({ settings: { readAccount, deleteAccount }, keyCount }: AccountSectionProps) {
  const account = useLoad("account", readAccount);
  const asked = useSignal(false);
  const ask = () => {
    // There may be more now than when the dialog was opened.
    account.reload();
    asked.value = true;
  };
  if (account.state === "loading") return null;
  return (
    <>
      <h3>Your data</h3>
      {account.state === "failed" ? (
        <Problem error={account.error} onRetry={account.reload} />
      ) : (
        <>
          <p class="muted">
            {account.value.guest && "You are a guest, known only by a cookie in this browser. "}
            You have {appsOf(account.value)} and {keysOf({ api_keys: keyCount ?? account.value.api_keys })}.
          </p>
          {asked.value ? (
            <Confirmation account={account.value} deleteAccount={deleteAccount} onKeep={() => (asked.value = false)} />
          ) : (
            <Button tone="danger" onClick={ask}>
              Delete all my data…
            </Button>
          )}
        </>
      )}
    </>
  );
}

interface ConfirmationProps {
  account: Account;
  deleteAccount: SettingsSlice["deleteAccount"];
  onKeep: () => void;
}

function Confirmation({ account, deleteAccount, onKeep }: ConfirmationProps) {
  const going = useSignal(false);
  const error = useSignal<unknown>(null);
  const keep = useRef<HTMLButtonElement>(null);
  // The pressed button is gone, so the safer of the two new ones gets the focus.
  useEffect(() => keep.current?.focus(), []);

  async function leave(): Promise<void> {
    going.value = true;
    error.value = null;
    try {
      await deleteAccount();
    } catch (failure) {
      error.value = failure;
      going.value = false;
    }
  }

  return (
    <div class="confirmation" role="alert">
      <p>
        <strong>This cannot be undone.</strong> It deletes {goneWith(account)}. Anything running is stopped.
      </p>
      {error.value !== null && <Problem error={error.value} />}
      <div class="dialog-actions">
        <Button buttonRef={keep} disabled={going.value} onClick={onKeep}>
          Keep everything
        </Button>
        <Button tone="danger" disabled={going.value} onClick={() => void leave()}>
          {going.value ? "Deleting…" : "Delete everything"}
        </Button>
      </div>
    </div>
  );
}
