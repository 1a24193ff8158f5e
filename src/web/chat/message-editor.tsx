// Edits a waiting message in place of its bubble. The text is kept until the server accepts it or the person discards it.
import { Info } from "lucide";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Message } from "../../protocol/resources.ts";
import { useAttemptKey } from "../composer/attempt-key.ts";
import { excessOf, MessageField, TooLong } from "../composer/message-field.tsx";
import type { Run } from "../model/index.ts";
import { ApiError } from "../requests/api-error.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Problem } from "../ui/problem.tsx";
import type { ChatSlice } from "./slice.ts";

interface MessageEditorProps {
  message: Message;
  run: Run | null;
  text: string;
  chat: Pick<ChatSlice, "edits" | "editMessage">;
  /** Sends a new message; throws if the server did not accept it. */
  send: (content: string, idempotencyKey: string) => Promise<void>;
}

export function MessageEditor({ message, run, text, chat, send }: MessageEditorProps) {
  const { edits } = chat;
  const area = useRef<HTMLTextAreaElement>(null);
  const attempt = useAttemptKey();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [refused, setRefused] = useState(false);
  // The server's refusal may arrive before the event that explains it.
  const tooLate = refused || run?.status !== "pending";
  const content = text.trim();
  const unchanged = content === message.content;
  const unfit = content === "" || excessOf(content) > 0 || (tooLate && unchanged);
  const end = () => edits.end(message.id);

  useLayoutEffect(() => {
    const element = area.current;
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
    element?.form?.scrollIntoView({ block: "nearest" });
  }, []);

  async function save(): Promise<void> {
    if (unfit || busy) return;
    setBusy(true);
    setError(null);
    try {
      if (tooLate) await send(content, attempt.keyOf(content));
      else if (!unchanged) await chat.editMessage(message.id, content);
      end();
    } catch (failure) {
      if (failure instanceof ApiError && failure.code === "message_not_waiting") setRefused(true);
      else setError(failure);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      class="composer in-place"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {error !== null && <Problem error={error} />}
      {tooLate && <TooLate run={run} />}
      <MessageField
        area={area}
        label="Edit the message"
        text={text}
        onText={(next) => edits.write(message.id, next)}
        onEnter={() => void save()}
        onEscape={end}
        enterKey="done"
      />
      <TooLong text={text} />
      <div class="composer-bar">
        <span class="spacer" />
        <Button tone="quiet" onClick={end}>
          Cancel
        </Button>
        <Button tone="primary" type="submit" disabled={busy || unfit}>
          {tooLate ? "Send as a new message" : "Save"}
        </Button>
      </div>
    </form>
  );
}

function TooLate({ run }: { run: Run | null }) {
  const takenOut = run?.status === "cancelled" && run.started_at === null;
  return (
    <p class="notice" role="status">
      <Icon icon={Info} />
      <span>
        {takenOut ? "This message has since been removed from the queue" : "Work on this message has already started"}, so it
        stays as it was. Your text is kept: send it as a new message.
      </span>
    </p>
  );
}
