// The chat: what was said and done, and the composer.
import { useComputed, useSignal } from "@preact/signals";
import { ArrowDown, Undo2 } from "lucide";
import { useCallback, useRef } from "preact/hooks";
import type { Mode } from "../../protocol/requests.ts";
import { cancelRun, sendMessage } from "../api.ts";
import { ModelPicker } from "../model-picker.tsx";
import { Icon } from "../ui/icon.tsx";
import { Ago } from "../ui/time.tsx";
import { notifyError } from "../ui/toast.tsx";
import { originWords } from "../words.ts";
import type { Workspace } from "../workspace.ts";
import { Composer, type ComposerHandle } from "./composer.tsx";
import { useFollowEnd } from "./follow-end.ts";
import { RunCard } from "./run-card.tsx";
import { timelineOf } from "./timeline.ts";
import { UserMessage } from "./user-message.tsx";

export function ChatPane({ workspace }: { workspace: Workspace }) {
  const { state, runs, activeRun, draft, appId } = workspace;
  const mode = useSignal<Mode>("build");
  const composer = useRef<ComposerHandle>(null);
  const entries = useComputed(() => timelineOf(state.value)).value;
  const { scroller, atEnd, toEnd } = useFollowEnd<HTMLDivElement>(state.value);
  const newestId = entries.findLast((entry) => entry.kind === "message")?.message.id;
  const run = activeRun.value;

  const send = async (content: string, key: string) => {
    toEnd();
    await sendMessage(appId, content, mode.value, key);
  };
  const focusComposer = useCallback(() => composer.current?.focus(), []);
  const suggest = useCallback(
    (text: string) => {
      mode.value = "build";
      composer.current?.submit(text);
    },
    [mode],
  );

  return (
    <section class="chat" aria-label="Chat">
      <div class="chat-scroll" ref={scroller}>
        <div class="chat-log">
          {entries.map((entry) => {
            if (entry.kind === "version") {
              return (
                <p key={entry.version.id} class="event-line">
                  <Icon icon={Undo2} />
                  <span>
                    {originWords(entry.version)} as version {entry.version.number} · <Ago at={entry.at} />
                  </span>
                </p>
              );
            }
            const { message } = entry;
            const ownRun = runs.value[message.version_id ?? ""] ?? null;
            if (message.role === "user") {
              return (
                <UserMessage
                  key={message.id}
                  message={message}
                  run={ownRun}
                  workspace={workspace}
                  send={send}
                  focusComposer={focusComposer}
                />
              );
            }
            return (
              <RunCard
                key={message.id}
                message={message}
                run={ownRun}
                version={state.value.versions.find((version) => version.id === message.version_id) ?? null}
                newest={message.id === newestId}
                workspace={workspace}
                onSuggestion={suggest}
              />
            );
          })}
        </div>
      </div>
      <div class="chat-foot">
        {!atEnd && (
          <button type="button" class="jump" onClick={toEnd}>
            <Icon icon={ArrowDown} size={14} /> Newest
          </button>
        )}
        <Composer
          label="Message"
          placeholder={mode.value === "ask" ? "Ask about the app; nothing is changed" : "Ask for a change"}
          text={draft.value}
          onText={(text) => {
            draft.value = text;
          }}
          send={send}
          handle={composer}
          {...(run ? { onStop: () => void cancelRun(appId, run.id).catch(notifyError) } : {})}
        >
          <fieldset class="segmented">
            <legend class="visually-hidden">What the message does</legend>
            {(["build", "ask"] as const).map((value) => (
              <label key={value}>
                <input type="radio" name="mode" checked={mode.value === value} onChange={() => (mode.value = value)} />
                {value === "build" ? "Build" : "Ask"}
              </label>
            ))}
          </fieldset>
          <ModelPicker workspace={workspace} />
        </Composer>
      </div>
    </section>
  );
}
