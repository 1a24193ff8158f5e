// The first screen: the prompt, examples that work, and the existing apps.
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { Composer, type ComposerHandle } from "../composer/composer.tsx";
import { ModelSelect } from "../composer/model-select.tsx";
import { SettingsButton, ThemeButton } from "../ui/header-buttons.tsx";
import { recall, remember } from "../ui/storage.ts";
import { Brand } from "./brand.tsx";
import { DemoBanner } from "./demo-banner.tsx";
import { RecentApps } from "./recent-apps.tsx";
import type { HomeSlice } from "./slice.ts";

const examples = [
  { words: "To-do list", prompt: "A to-do list with due dates and filters" },
  { words: "Pomodoro timer", prompt: "A pomodoro timer with a task list" },
  { words: "Kanban board", prompt: "A kanban board with three columns and drag and drop" },
  { words: "Dashboard", prompt: "A sales dashboard with a chart and key figures" },
  { words: "Quiz", prompt: "A geography quiz with ten questions and a score" },
  { words: "Game", prompt: "A snake game with a high score" },
];

const draftKey = "draft:home";

export function HomePage({ home }: { home: HomeSlice }) {
  const draft = useSignal(recall(draftKey, "sessionStorage") ?? "");
  const model = useSignal("");
  const composer = useRef<ComposerHandle>(null);
  const create = async (prompt: string, key: string) => {
    await home.create(prompt, model.value, key);
    remember(draftKey, "", "sessionStorage");
  };
  return (
    <div class="home">
      <header class="home-header">
        <Brand />
        <span class="spacer" />
        <ThemeButton />
        <SettingsButton onOpen={home.openSettings} />
      </header>
      <main>
        <h1>What shall we build?</h1>
        <Composer
          label="What to build"
          placeholder="Describe an app"
          text={draft.value}
          onText={(text) => {
            draft.value = text;
            remember(draftKey, text, "sessionStorage");
          }}
          send={create}
          handle={composer}
          autofocus
        >
          <ModelSelect models={home.models.value} value={model.value} onChange={(id) => (model.value = id)} />
        </Composer>
        <div class="chips centered-chips">
          {examples.map(({ words, prompt }) => (
            <button key={words} type="button" class="chip" title={prompt} onClick={() => composer.current?.submit(prompt)}>
              {words}
            </button>
          ))}
        </div>
        <DemoBanner models={home.models.value} />
        <RecentApps home={home} />
      </main>
    </div>
  );
}
