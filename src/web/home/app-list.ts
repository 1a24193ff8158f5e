// The visitor's apps for the first screen: in pages, searchable by name, and refreshed while one of them is being built.
import { computed, signal } from "@preact/signals";
import type { App } from "../../protocol/resources.ts";
import type { HomeSlice } from "./slice.ts";

/** Refresh interval while an app is being built, milliseconds: a run takes at least some seconds. */
const buildingLookMs = 3_000;
/** Page size of a search, the largest the API allows: names are compared here, and few visitors have more apps than that. */
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

  /** Reloads the newest page. Apps after it stay as they are known. */
  const refresh = () =>
    read(async () => {
      const page = await list();
      const fresh = new Set(page.apps.map(({ id }) => id));
      const last = page.next_cursor === null ? undefined : page.apps.at(-1);
      // An app that belongs on this page but is missing was deleted.
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
    /** A search covers all of a person's apps, including pages not loaded yet. */
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
