// The field for messages. It grows with its text, keeps the text until the server has it, and stays usable while a run works.
import { useSignalEffect } from "@preact/signals";
import { ArrowUp, LoaderCircle, Square } from "lucide";
import type { ComponentChildren, RefObject } from "preact";
import { useEffect, useImperativeHandle, useRef, useState } from "preact/hooks";
import { isUnreached } from "../requests/api-error.ts";
import { reachable } from "../requests/reach.ts";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Problem } from "../ui/problem.tsx";
import { useAttemptKey } from "./attempt-key.ts";
import { composerId } from "./focus-composer.ts";
import { excessOf, MessageField, TooLong } from "./message-field.tsx";

export interface ComposerHandle {
  submit: (text: string) => void;
  focus: () => void;
}

interface ComposerProps {
  label: string;
  placeholder: string;
  text: string;
  onText: (text: string) => void;
  /** Throws if the server did not accept it. The key is the same for every try of the same text. */
  send: (text: string, idempotencyKey: string) => Promise<void>;
  /** Set while there is something to stop. */
  onStop?: () => void;
  autofocus?: boolean;
  handle?: RefObject<ComposerHandle | null>;
  children?: ComponentChildren;
}

export function Composer({ label, placeholder, text, onText, send, onStop, autofocus, handle, children }: ComposerProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const attempt = useAttemptKey();
  const latest = useRef(text);
  latest.current = text;
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    if (autofocus) area.current?.focus();
  }, [autofocus]);

  useSignalEffect(() => {
    // What failed because the server was away is worth another try as soon as it is back.
    if (reachable.value) setError((failure: unknown) => (isUnreached(failure) ? null : failure));
  });

  async function submit(wanted: string): Promise<void> {
    const content = wanted.trim();
    if (content === "" || sending) return;
    if (excessOf(content) > 0) {
      onText(wanted);
      return;
    }
    setSending(true);
    setError(null);
    try {
      await send(content, attempt.keyOf(content));
      attempt.forget();
      if (latest.current.trim() === content) onText("");
    } catch (failure) {
      onText(latest.current.trim() === "" ? content : latest.current);
      setError(failure);
    } finally {
      setSending(false);
    }
  }
  useImperativeHandle(handle ?? null, () => ({ submit: (wanted) => void submit(wanted), focus: () => area.current?.focus() }));

  const empty = text.trim() === "";
  const tooLong = excessOf(text) > 0;
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(text);
      }}
    >
      {error !== null && <Problem error={error} onSuggestion={(wanted) => void submit(wanted)} />}
      <MessageField
        id={composerId}
        area={area}
        label={label}
        placeholder={placeholder}
        text={text}
        onText={onText}
        onEnter={() => void submit(text)}
        enterKey="send"
      />
      <TooLong text={text} />
      <div class="composer-bar">
        {children}
        <span class="spacer" />
        {onStop && <StopButton onStop={onStop} small={!empty} />}
        {(!onStop || !empty) && (
          <button type="submit" class="send" aria-label="Send" title="Send (Enter)" disabled={empty || sending || tooLong}>
            <Icon icon={sending ? LoaderCircle : ArrowUp} size={18} class={sending ? "spin" : ""} />
          </button>
        )}
      </div>
    </form>
  );
}

function StopButton({ onStop, small }: { onStop: () => void; small: boolean }) {
  if (small) return <IconButton label="Stop the run" icon={Square} onClick={onStop} class="stop-small" />;
  return (
    <button type="button" class="send" data-does="stop" aria-label="Stop the run" title="Stop the run" onClick={onStop}>
      <Icon icon={Square} size={14} />
    </button>
  );
}
