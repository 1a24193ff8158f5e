// The chat pane: the log and the composer.
import { useSignal } from "@preact/signals";
import { ArrowDown, Paperclip } from "lucide";
import { useCallback, useRef } from "preact/hooks";
import type { Mode } from "../../protocol/requests.ts";
import { Composer, type ComposerHandle } from "../composer/composer.tsx";
import { ModelSelect } from "../composer/model-select.tsx";
import { Pane } from "../ui/boundary.tsx";
import { DropZone, FileButton } from "../ui/file-button.tsx";
import { useFollowEnd } from "../ui/follow-end.ts";
import { Icon } from "../ui/icon.tsx";
import { notifyError } from "../ui/toast.tsx";
import { UploadBar } from "../ui/upload-bar.tsx";
import { ChatLog } from "./chat-log.tsx";
import type { ChatSlice } from "./slice.ts";

/** An app can be asked about or changed only once it has a version. */
function placeholderOf(mode: Mode, hasVersion: boolean): string {
  if (mode === "ask")
    return hasVersion ? "Ask about the app. Nothing will change." : "Ask about the plan. Nothing will be built.";
  return hasVersion ? "Ask for a change" : "Describe the app";
}

export function ChatPane({ chat }: { chat: ChatSlice }) {
  const { state, activeRun, draft, hasVersion } = chat;
  const mode = useSignal<Mode>("build");
  const composer = useRef<ComposerHandle>(null);
  const { scroller, atEnd, toEnd } = useFollowEnd<HTMLElement>(state.value);
  const run = activeRun.value;

  const send = async (content: string, key: string) => {
    toEnd();
    await chat.send(content, mode.value, key);
  };
  const attach = (files: File[]) =>
    void chat.attach(files).then(
      () => composer.current?.focus(),
      (error: unknown) => notifyError(error),
    );
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
          <ChatLog chat={chat} scroller={scroller} send={send} focusComposer={focusComposer} onSuggestion={suggest} />
        </Pane>
      </section>
      <DropZone class="chat-foot" words="Drop to attach" onFiles={attach}>
        <UploadBar upload={chat.upload.value} />
        {!atEnd && (
          <button type="button" class="jump" onClick={toEnd}>
            <Icon icon={ArrowDown} size={14} /> Jump to latest
          </button>
        )}
        <Composer
          label="Message"
          placeholder={placeholderOf(mode.value, hasVersion.value)}
          text={draft.value}
          onText={(text) => {
            draft.value = text;
          }}
          send={send}
          handle={composer}
          // Someone who opens an app may want to read first.
          autofocus={chat.arrived}
          {...(run ? { onStop: () => void chat.cancel(run.id).catch(notifyError) } : {})}
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
          {hasVersion.value && (
            <FileButton
              words="Attach files"
              icon={Paperclip}
              small
              disabled={!chat.canAdd.value || chat.upload.value !== null}
              onFiles={attach}
            />
          )}
          <ModelSelect
            models={chat.models.value}
            value={chat.model.value}
            onChange={(model) => void chat.chooseModel(model).catch(notifyError)}
          />
        </Composer>
      </DropZone>
    </section>
  );
}
