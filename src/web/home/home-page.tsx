// The first screen: what shall be built, examples that really are, and the apps so far.
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { createApp } from "../api.ts";
import { Composer, type ComposerHandle } from "../chat/composer.tsx";
import { ModelSelect } from "../model-picker.tsx";
import { navigateToNewApp } from "../router.ts";
import { SettingsButton, ThemeButton } from "../settings/header-buttons.tsx";
import { recall, remember } from "../ui/storage.ts";
import { Brand } from "./brand.tsx";
import { DemoBanner } from "./demo-banner.tsx";
import { RecentApps } from "./recent-apps.tsx";

const examples = [
  { words: "To-do list", prompt: "A to-do list with due dates and filters" },
  { words: "Pomodoro timer", prompt: "A pomodoro timer with a task list" },
  { words: "Kanban board", prompt: "A kanban board with three columns and drag and drop" },
  { words: "Dashboard", prompt: "A sales dashboard with a chart and key figures" },
  { words: "Quiz", prompt: "A geography quiz with ten questions and a score" },
  { words: "Game", prompt: "A snake game with a high score" },
];

const draftKey = "draft:home";

export function HomePage() {
  const draft = useSignal(recall(draftKey, "sessionStorage") ?? "");
  const model = useSignal("");
  const composer = useRef<ComposerHandle>(null);
  const create = async (prompt: string, key: string) => {
    const { app } = await createApp({ prompt, mode: "build", ...(model.value ? { model: model.value } : {}) }, key);
    remember(draftKey, "", "sessionStorage");
    navigateToNewApp(app.id);
  };
  return (
    <div class="home">
      <header class="home-header">
        <Brand />
        <span class="spacer" />
        <ThemeButton />
        <SettingsButton />
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
          <ModelSelect value={model.value} onChange={(id) => (model.value = id)} />
        </Composer>
        <div class="chips centered-chips">
          {examples.map(({ words, prompt }) => (
            <button key={words} type="button" class="chip" title={prompt} onClick={() => composer.current?.submit(prompt)}>
              {words}
            </button>
          ))}
        </div>
        <DemoBanner />
        <RecentApps />
      </main>
    </div>
  );
}
