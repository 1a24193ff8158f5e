// Settings: API keys, and how to use one.
import { useSignal } from "@preact/signals";
import { useLoad } from "../requests/use-load.ts";
import { Button } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Problem } from "../ui/problem.tsx";
import { Ago } from "../ui/time.tsx";
import { AccountSection } from "./account.tsx";
import type { SettingsSlice } from "./slice.ts";

const exampleOf = (key: string) => `curl -X POST ${location.origin}/api/apps \\
  -H "Authorization: Bearer ${key}" \\
  -H "Content-Type: application/json" \\
  -d '{"prompt": "a pomodoro timer with a task list"}'`;

interface SettingsDialogProps {
  settings: SettingsSlice;
  onClose: () => void;
}

export function SettingsDialog({ settings, onClose }: SettingsDialogProps) {
  const keys = useLoad("keys", settings.listKeys);
  const name = useSignal("");
  const created = useSignal<string | null>(null);
  const error = useSignal<unknown>(null);

  async function change(action: () => Promise<void>): Promise<void> {
    error.value = null;
    try {
      await action();
      keys.reload();
    } catch (failure) {
      error.value = failure;
    }
  }
  const create = () =>
    change(async () => {
      created.value = (await settings.createKey(name.value.trim())).key;
      name.value = "";
    });

  return (
    <Dialog title="Settings" onClose={onClose}>
      <h3>API keys</h3>
      <p class="muted">With a key, your own programs can build and read your apps.</p>
      {error.value !== null && <Problem error={error.value} />}
      {keys.state === "failed" && <Problem error={keys.error} onRetry={keys.reload} />}
      {keys.state === "ready" && keys.value.length > 0 && (
        <ul class="key-list">
          {keys.value.map((key) => (
            <li key={key.id}>
              <span class="key-name" dir="auto">
                {key.name}
              </span>
              <code>{key.start}…</code>
              <span class="muted">
                <Ago at={key.createdAt} />
              </span>
              <Button tone="danger" onClick={() => void change(async () => void (await settings.revokeKey(key.id)))}>
                Revoke
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form
        class="key-form"
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <input
          class="field"
          aria-label="Name of the new key"
          placeholder="Name"
          required
          maxLength={32}
          value={name.value}
          onInput={(event) => (name.value = event.currentTarget.value)}
        />
        <Button type="submit" tone="primary" disabled={name.value.trim() === ""}>
          Create a key
        </Button>
      </form>
      {created.value !== null && (
        <div class="bar" data-tone="info">
          <span>
            <strong>Copy it now. It will not be shown again.</strong>
            <br />
            <code class="secret">{created.value}</code>
          </span>
          <span class="spacer" />
          <CopyButton text={created.value} />
        </div>
      )}
      <h3>First call</h3>
      <div class="example">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
        <pre dir="ltr" tabIndex={0}>
          {exampleOf(created.value ?? "YOUR_KEY")}
        </pre>
        <CopyButton text={exampleOf(created.value ?? "YOUR_KEY")} />
      </div>
      <p class="muted">
        All routes:{" "}
        <a href="/api/openapi.json" target="_blank" rel="noopener">
          /api/openapi.json
        </a>
      </p>
      <AccountSection settings={settings} keyCount={keys.state === "ready" ? keys.value.length : null} />
    </Dialog>
  );
}
