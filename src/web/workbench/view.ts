// What the person is looking at in an open app: the tab, the pane on a phone, the version and the file.
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Run } from "../model/index.ts";

export type Tab = "preview" | "code" | "changes";

interface ViewOptions {
  /** Whether the app has been read. */
  known: ReadonlySignal<boolean>;
  activeRun: ReadonlySignal<Run | null>;
  newestNumber: ReadonlySignal<number | null>;
}

export type View = ReturnType<typeof openView>;

export function openView({ known, activeRun, newestNumber }: ViewOptions) {
  const tab = signal<Tab>("preview");
  /** A phone shows one pane at a time. */
  const phonePane = signal<"chat" | "work">("chat");
  /** Number of the older version that the person is looking at; null follows the newest. */
  const olderNumber = signal<number | null>(null);
  const openPath = signal<string | null>(null);
  /** Line of that file to mark, from 1. */
  const openLine = signal<number | null>(null);

  // Tabs switch by themselves only once: a first version is shown as code while it is written, then as preview, unless the person chose.
  let chosenInRun = false;
  let watchedRunId: string | null = null;
  const stopFollowing = effect(() => {
    const run = activeRun.value;
    const first = newestNumber.value === null;
    if (run && run.id !== watchedRunId) {
      watchedRunId = run.id;
      chosenInRun = false;
      if (first && run.kind !== "ask") tab.value = "code";
    }
  });
  let hadVersion: boolean | null = null;
  const stopRevealing = effect(() => {
    if (!known.value) return;
    const hasVersion = newestNumber.value !== null;
    if (hadVersion === false && hasVersion && !chosenInRun && tab.peek() === "code") tab.value = "preview";
    hadVersion = hasVersion;
  });

  /** The person's own choice: it stays until the next run. */
  function chooseTab(next: Tab): void {
    chosenInRun = true;
    tab.value = next;
  }

  return {
    tab,
    phonePane,
    olderNumber,
    openPath,
    openLine,
    chooseTab,
    showVersion(number: number) {
      olderNumber.value = number === newestNumber.value ? null : number;
    },
    showNewest() {
      olderNumber.value = null;
    },
    /** Shows a file of the newest version, even if the person is looking at an older one; or of the version that the place is of. */
    showFile(path: string, place?: { line: number; number: number | null }) {
      openPath.value = path;
      openLine.value = place?.line ?? null;
      olderNumber.value = place === undefined || place.number === newestNumber.value ? null : place.number;
      chooseTab("code");
      phonePane.value = "work";
    },
    close() {
      stopFollowing();
      stopRevealing();
    },
  };
}
