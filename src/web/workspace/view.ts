// What the person looks at in an open app: the tab, the pane of a phone, the version and the file.
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Run } from "../model/index.ts";

export type Tab = "preview" | "code" | "changes";

interface ViewOptions {
  /** The app has been read. */
  known: ReadonlySignal<boolean>;
  activeRun: ReadonlySignal<Run | null>;
  newestNumber: ReadonlySignal<number | null>;
}

export type View = ReturnType<typeof openView>;

export function openView({ known, activeRun, newestNumber }: ViewOptions) {
  const tab = signal<Tab>("preview");
  /** On a phone one pane is seen at a time. */
  const phonePane = signal<"chat" | "work">("chat");
  /** Number of an older version that the person looks at; null follows the newest. */
  const olderNumber = signal<number | null>(null);
  const openPath = signal<string | null>(null);

  // Tabs change by themselves once only: a first version is watched as code while it is written, and then seen, unless the person chose otherwise.
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

  /** The person's own choice: nothing changes it until the next run. */
  function chooseTab(next: Tab): void {
    chosenInRun = true;
    tab.value = next;
  }

  return {
    tab,
    phonePane,
    olderNumber,
    openPath,
    chooseTab,
    showVersion(number: number) {
      olderNumber.value = number === newestNumber.value ? null : number;
    },
    showNewest() {
      olderNumber.value = null;
    },
    /** As it is now, from wherever the person looks. */
    showFile(path: string) {
      openPath.value = path;
      olderNumber.value = null;
      chooseTab("code");
      phonePane.value = "work";
    },
    close() {
      stopFollowing();
      stopRevealing();
    },
  };
}
