// The visitor's apps as the first screen shows them: in pages, searched by name, and looked at again while something of it is being built.
import { computed, signal } from "@preact/signals";
import type { App } from "../../protocol/resources.ts";
import type { HomeSlice } from "./slice.ts";

/** While an app is being built, milliseconds: a run lasts some seconds at least. */
const buildingLookMs = 3_000;
/** One page of a search, as large as the API gives it: names are compared here, and few visitors have more apps than that. */
const searchPageApps = "200";

export type AppList = ReturnType<typeof openAppList>;

export function openAppList(list: HomeSlice["listApps"]) {
  const apps = signal<readonly App[] | null>(null);
  const next = signal<string | null>(null);
  const busy = signal(false);
  const failed = signal<unknown>(null);
  const words = signal("");
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  let searching = false;

  const shown = computed(() => {
    const wanted = words.value.trim().toLocaleLowerCase();
    const all = apps.value ?? [];
    return wanted === "" ? all : all.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  });

  async function read(act: () => Promise<void>): Promise<void> {
    busy.value = true;
    try {
      await act();
      failed.value = null;
    } catch (error) {
      failed.value = error;
    } finally {
      busy.value = false;
      lookAgain();
    }
  }

  function lookAgain(): void {
    clearTimeout(timer);
    if (closed || !apps.peek()?.some(({ status }) => status === "generating")) return;
    timer = setTimeout(() => void refresh(), buildingLookMs);
  }

  /** The newest page once more: what is known of the apps after it stays. */
  const refresh = () =>
    read(async () => {
      const page = await list();
      const fresh = new Set(page.apps.map(({ id }) => id));
      const last = page.next_cursor === null ? undefined : page.apps.at(-1);
      // One that should be on this page and is not was deleted.
      const rest = (apps.peek() ?? []).filter(({ id, updated_at }) => last && !fresh.has(id) && updated_at <= last.updated_at);
      apps.value = [...page.apps, ...rest];
      if (rest.length === 0) next.value = page.next_cursor;
    });

  const more = (limit?: string) =>
    read(async () => {
      const cursor = next.peek();
      if (cursor === null) return;
      const page = await list(cursor, limit);
      const known = new Set((apps.peek() ?? []).map(({ id }) => id));
      apps.value = [...(apps.peek() ?? []), ...page.apps.filter(({ id }) => !known.has(id))];
      next.value = page.next_cursor;
    });

  return {
    apps,
    shown,
    words,
    busy,
    failed,
    hasMore: computed(() => next.value !== null),
    refresh,
    more: () => more(),
    /** Whoever searches means all of their apps, also those that were not paged to yet. */
    async search(text: string): Promise<void> {
      words.value = text;
      if (searching) return;
      searching = true;
      while (!closed && words.peek().trim() !== "" && next.peek() !== null && failed.peek() === null) await more(searchPageApps);
      searching = false;
    },
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}
