// The chat: what was said and done, and the composer.
import { useSignal } from "@preact/signals";
import { ArrowDown } from "lucide";
import { useCallback, useMemo, useRef } from "preact/hooks";
import type { Mode } from "../../protocol/requests.ts";
import { cancelRun, sendMessage } from "../api.ts";
import { ModelPicker } from "../model-picker.tsx";
import { takeArrival } from "../router.ts";
import { Pane } from "../ui/boundary.tsx";
import { Icon } from "../ui/icon.tsx";
import { notifyError } from "../ui/toast.tsx";
import type { Workspace } from "../workspace.ts";
import { ChatLog } from "./chat-log.tsx";
import { Composer, type ComposerHandle } from "./composer.tsx";
import { useFollowEnd } from "./follow-end.ts";

/** Only what there is can be asked about or changed. */
function placeholderOf(mode: Mode, hasVersion: boolean): string {
  if (mode === "ask") return hasVersion ? "Ask about the app; nothing is changed" : "Ask about the plan; nothing is built";
  return hasVersion ? "Ask for a change" : "Describe the app";
}

export function ChatPane({ workspace }: { workspace: Workspace }) {
  const { state, activeRun, draft, appId } = workspace;
  const mode = useSignal<Mode>("build");
  const composer = useRef<ComposerHandle>(null);
  const { scroller, atEnd, toEnd } = useFollowEnd<HTMLElement>(state.value);
  const run = activeRun.value;
  // Whoever has just sent the first message goes on writing; whoever opens an app may want to read.
  const arrivedFromHome = useMemo(takeArrival, []);

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
      <h2 class="visually-hidden">Chat</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section class="chat-scroll" ref={scroller} tabIndex={0} aria-label="Messages">
        <Pane>
          <ChatLog workspace={workspace} scroller={scroller} send={send} focusComposer={focusComposer} onSuggestion={suggest} />
        </Pane>
      </section>
      <div class="chat-foot">
        {!atEnd && (
          <button type="button" class="jump" onClick={toEnd}>
            <Icon icon={ArrowDown} size={14} /> Newest
          </button>
        )}
        <Composer
          label="Message"
          placeholder={placeholderOf(mode.value, workspace.newestNumber.value !== null)}
          text={draft.value}
          onText={(text) => {
            draft.value = text;
          }}
          send={send}
          handle={composer}
          autofocus={arrivedFromHome}
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
