// The visitor's apps, last changed first, with rename and delete.
import { useSignal } from "@preact/signals";
import { Ellipsis } from "lucide";
import { appNameMaxCharacters } from "../../protocol/constants.ts";
import type { App } from "../../protocol/resources.ts";
import { deleteApp, listApps, updateApp } from "../api.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Icon } from "../ui/icon.tsx";
import { useLoad } from "../ui/load.ts";
import { Menu } from "../ui/menu.tsx";
import { Problem } from "../ui/problem.tsx";
import { Ago } from "../ui/time.tsx";
import { notify, notifyError } from "../ui/toast.tsx";

const statusWords: Record<App["status"], string> = {
  empty: "empty",
  generating: "building",
  ready: "ready",
  failed: "did not finish",
};

type Asking = { what: "rename" | "delete"; app: App };

export function RecentApps() {
  const apps = useLoad("apps", listApps);
  const asking = useSignal<Asking | null>(null);
  const close = () => {
    asking.value = null;
  };
  async function change(action: () => Promise<unknown>, done: string): Promise<void> {
    close();
    try {
      await action();
      notify(done);
    } catch (error) {
      notifyError(error);
    }
    apps.reload();
  }
  if (apps.state === "failed") return <Problem error={apps.error} onRetry={apps.reload} />;
  if (apps.state === "loading" || apps.value.length === 0) return null;
  return (
    <section class="recent" aria-labelledby="recent-title">
      <h2 id="recent-title">Recent</h2>
      <ul>
        {apps.value.map((app) => (
          <li key={app.id} class="recent-row">
            <a href={`/apps/${app.id}`}>
              <span class={`status-dot ${app.status}`} />
              <span class="recent-name" dir="auto">
                {app.name}
              </span>
              {app.status !== "ready" && <span class="muted">{statusWords[app.status]}</span>}
              <span class="muted recent-time">
                <Ago at={app.updated_at} />
              </span>
              <span class="muted tabular recent-version">{app.current_version === null ? "" : `v${app.current_version}`}</span>
            </a>
            <Menu label={`More for ${app.name}`} trigger={<Icon icon={Ellipsis} />} align="end">
              {(closeMenu) => (
                <div class="menu-items">
                  {(["rename", "delete"] as const).map((what) => (
                    <button
                      key={what}
                      type="button"
                      class={what === "delete" ? "menu-item bad" : "menu-item"}
                      onClick={() => {
                        closeMenu();
                        asking.value = { what, app };
                      }}
                    >
                      {what === "rename" ? "Rename" : "Delete"}
                    </button>
                  ))}
                </div>
              )}
            </Menu>
          </li>
        ))}
      </ul>
      {asking.value?.what === "rename" && <RenameDialog app={asking.value.app} onClose={close} change={change} />}
      {asking.value?.what === "delete" && <DeleteDialog app={asking.value.app} onClose={close} change={change} />}
    </section>
  );
}

interface AskProps {
  app: App;
  onClose: () => void;
  change: (action: () => Promise<unknown>, done: string) => Promise<void>;
}

function RenameDialog({ app, onClose, change }: AskProps) {
  const name = useSignal(app.name);
  return (
    <Dialog title="Rename the app" onClose={onClose}>
      <form
        class="key-form"
        onSubmit={(event) => {
          event.preventDefault();
          const wanted = name.value.trim();
          if (wanted !== "") void change(() => updateApp(app.id, { name: wanted }), `Renamed to ${wanted}.`);
        }}
      >
        <input
          class="field"
          aria-label="Name"
          dir="auto"
          maxLength={appNameMaxCharacters}
          value={name.value}
          onInput={(event) => (name.value = event.currentTarget.value)}
        />
        <Button type="submit" tone="primary" disabled={name.value.trim() === ""}>
          Rename
        </Button>
      </form>
    </Dialog>
  );
}

function DeleteDialog({ app, onClose, change }: AskProps) {
  return (
    <Dialog title="Delete the app" onClose={onClose}>
      <p>{app.name} goes with all its versions, files and messages. It cannot be brought back.</p>
      <div class="dialog-actions">
        <Button onClick={onClose}>Keep it</Button>
        <Button tone="danger" onClick={() => void change(() => deleteApp(app.id), `Deleted ${app.name}.`)}>
          Delete it
        </Button>
      </div>
    </Dialog>
  );
}
