// The visitor's apps, most recently changed first, with rename and delete.
import { useSignal, useSignalEffect } from "@preact/signals";
import { Ellipsis } from "lucide";
import { useEffect, useMemo } from "preact/hooks";
import { appNameMaxCharacters } from "../../protocol/constants.ts";
import type { App } from "../../protocol/resources.ts";
import { isUnreached } from "../requests/api-error.ts";
import { reachable } from "../requests/reach.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Icon } from "../ui/icon.tsx";
import { Menu, MenuItems } from "../ui/menu.tsx";
import { Problem } from "../ui/problem.tsx";
import { Ago } from "../ui/time.tsx";
import { notify, notifyError } from "../ui/toast.tsx";
import { type AppList, openAppList } from "./app-list.ts";
import type { HomeSlice } from "./slice.ts";

const statusWords: Record<ReturnType<typeof shownStatus>, string> = {
  empty: "empty",
  generating: "building",
  ready: "ready",
  broken: "does not load",
  failed: "did not finish",
};

/** An app whose version does not load is not ready. */
const shownStatus = ({ status, does_not_load }: App) => (status === "ready" && does_not_load ? "broken" : status);

type Asking = { what: "rename" | "delete"; app: App };

/** From this many apps on, searching by name is quicker than reading the list. */
const searchFromApps = 10;

export function RecentApps({ home }: { home: HomeSlice }) {
  const list = useMemo(() => openAppList(home.listApps), [home]);
  const asking = useSignal<Asking | null>(null);
  useEffect(() => {
    void list.refresh();
    return () => list.close();
  }, [list]);
  useSignalEffect(() => {
    if (reachable.value && isUnreached(list.failed.value)) void list.refresh();
  });
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
    void list.refresh();
  }
  const rename = ({ id }: App, name: string) => change(() => home.renameApp(id, name), `Renamed to ${name}.`);
  const remove = ({ id, name }: App) => change(() => home.deleteApp(id), `Deleted ${name}.`);
  const failure = list.failed.value;
  const apps = list.apps.value;
  if (failure !== null && apps === null) return <Problem error={failure} onRetry={() => void list.refresh()} />;
  if (apps === null || apps.length === 0) return null;
  const found = list.shown.value;
  return (
    <section class="recent" aria-labelledby="recent-title">
      <header>
        <h2 id="recent-title">Recent</h2>
        {(apps.length >= searchFromApps || list.hasMore.value) && <Search list={list} />}
      </header>
      <ul>
        {found.map((app) => (
          <AppRow key={app.id} app={app} ask={(what) => (asking.value = { what, app })} />
        ))}
      </ul>
      <p class="recent-note" role="status">
        {found.length === 0 && !list.busy.value && `No app has “${list.words.value.trim()}” in its name.`}
      </p>
      {failure !== null && <Problem error={failure} onRetry={() => void list.refresh()} />}
      {list.hasMore.value && (
        <Button tone="quiet" disabled={list.busy.value} onClick={() => void list.more()}>
          Show more
        </Button>
      )}
      {asking.value?.what === "rename" && <RenameDialog app={asking.value.app} onClose={close} rename={rename} />}
      {asking.value?.what === "delete" && <DeleteDialog app={asking.value.app} onClose={close} remove={remove} />}
    </section>
  );
}

function Search({ list }: { list: AppList }) {
  return (
    <input
      class="field"
      type="search"
      aria-label="Search your apps by name"
      placeholder="Search by name"
      value={list.words.value}
      onInput={(event) => void list.search(event.currentTarget.value)}
    />
  );
}

function AppRow({ app, ask }: { app: App; ask: (what: Asking["what"]) => void }) {
  const status = shownStatus(app);
  return (
    <li class="recent-row">
      <a href={`/apps/${app.id}`}>
        <span class="status-dot" data-status={status} />
        <span class="recent-name" dir="auto">
          {app.name}
        </span>
        {status !== "ready" && <span class="muted recent-status">{statusWords[status]}</span>}
        <span class="muted recent-time">
          <Ago at={app.updated_at} />
        </span>
        <span class="muted tabular recent-version">{app.current_version === null ? "" : `v${app.current_version}`}</span>
      </a>
      <Menu label={`More for ${app.name}`} trigger={<Icon icon={Ellipsis} />} align="end">
        {(close) => (
          <MenuItems
            close={close}
            items={[
              { words: "Rename", act: () => ask("rename") },
              { words: "Delete", act: () => ask("delete"), danger: true },
            ]}
          />
        )}
      </Menu>
    </li>
  );
}

interface RenameDialogProps {
  app: App;
  onClose: () => void;
  rename: (app: App, name: string) => Promise<void>;
}

function RenameDialog({ app, onClose, rename }: RenameDialogProps) {
  const name = useSignal(app.name);
  return (
    <Dialog title="Rename the app" onClose={onClose}>
      <form
        class="key-form"
        onSubmit={(event) => {
          event.preventDefault();
          const wanted = name.value.trim();
          if (wanted !== "") void rename(app, wanted);
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

interface DeleteDialogProps {
  app: App;
  onClose: () => void;
  remove: (app: App) => Promise<void>;
}

function DeleteDialog({ app, onClose, remove }: DeleteDialogProps) {
  return (
    <Dialog title="Delete the app" onClose={onClose}>
      <p>This deletes {app.name} with all its versions, files and messages. It cannot be undone.</p>
      <div class="dialog-actions">
        <Button onClick={onClose}>Keep it</Button>
        <Button tone="danger" onClick={() => void remove(app)}>
          Delete it
        </Button>
      </div>
    </Dialog>
  );
}
