// Says plainly that no real model answers, and what to do about it.
import { Info } from "lucide";
import { isBuiltIn } from "../../protocol/constants.ts";
import type { Model } from "../../protocol/resources.ts";
import { Icon } from "../ui/icon.tsx";

export function DemoBanner({ models }: { models: readonly Model[] }) {
  if (models.length === 0 || models.some((model) => !isBuiltIn(model.provider))) return null;
  return (
    <aside class="demo-banner">
      <Icon icon={Info} />
      <div>
        <p>
          No API key is set, so the built-in demo model answers. It has nine prepared apps: a to-do list, a pomodoro timer, a
          calculator, notes, a kanban board, a geography quiz, a sales dashboard, a bakery's landing page and a snake game. It
          understands English, German, French and Spanish.
        </p>
        <details>
          <summary>How to set a key</summary>
          <p>
            Stop the server, then start it with a key: <code>OPENAI_API_KEY=… npm start</code>, or with{" "}
            <code>ANTHROPIC_API_KEY</code> or <code>OPENROUTER_API_KEY</code>. For an OpenAI-compatible server of your own, set{" "}
            <code>OPENAI_BASE_URL</code>. Ollama, LM Studio, llama.cpp, vLLM and Jan on the same machine are found without any
            setting.
          </p>
        </details>
      </div>
    </aside>
  );
}
