// A person's message. While its run waits: its place in the queue, and the ways to edit or remove it.
import { Clock, Pencil, X } from "lucide";
import type { Ref } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Message } from "../../protocol/resources.ts";
import type { Run } from "../model/index.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { nowMs } from "../ui/time.tsx";
import { notifyError } from "../ui/toast.tsx";
import { lineWords } from "../words/wire.ts";
import { MessageEditor } from "./message-editor.tsx";
import { PlainText } from "./plain-text.tsx";
import type { ChatSlice } from "./slice.ts";

/** A start usually takes less than this, milliseconds. What disappears before it can be read only flickers. */
const promptStartMs = 3_000;

const waitsLong = (run: Run) => run.position > 0 || nowMs.value - Date.parse(run.queued_at) > promptStartMs;

type MessageChat = Pick<ChatSlice, "edits" | "editMessage" | "removeMessage">;

interface UserMessageProps {
  message: Message;
  run: Run | null;
  chat: MessageChat;
  send: (content: string, idempotencyKey: string) => Promise<void>;
  focusComposer: () => void;
}

export function UserMessage({ message, run, chat, send, focusComposer }: UserMessageProps) {
  const { edits } = chat;
  const text = edits.texts.value[message.id];
  const editing = text !== undefined;
  const editButton = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(editing);
  const waiting = run?.status === "pending" ? run : null;

  useLayoutEffect(() => {
    const ended = wasEditing.current && !editing;
    wasEditing.current = editing;
    // Focus was in the editor and would be lost.
    if (!ended || document.activeElement !== document.body) return;
    if (editButton.current) editButton.current.focus();
    else focusComposer();
  }, [editing, focusComposer]);

  return (
    <article class="user-message" data-state={editing ? "editing" : "said"} aria-label="You">
      {editing ? (
        <MessageEditor message={message} run={run} text={text} chat={chat} send={send} />
      ) : (
        <>
          <div class="bubble" data-state={waiting && waitsLong(waiting) ? "waiting" : "taken"}>
            <PlainText text={message.content} />
          </div>
          {waiting && (
            <Waiting message={message} run={waiting} chat={chat} editButton={editButton} focusComposer={focusComposer} />
          )}
        </>
      )}
    </article>
  );
}

interface WaitingProps {
  message: Message;
  run: Run;
  chat: MessageChat;
  editButton: Ref<HTMLButtonElement>;
  focusComposer: () => void;
}

function Waiting({ message, run, chat, editButton, focusComposer }: WaitingProps) {
  const { edits } = chat;
  const [removing, setRemoving] = useState(false);

  async function remove(): Promise<void> {
    setRemoving(true);
    try {
      await chat.removeMessage(message.id);
      edits.handBack(message.content);
      // The buttons disappear with the message, and the focus with them. Most likely the text comes next.
      focusComposer();
    } catch (error) {
      setRemoving(false);
      notifyError(error);
    }
  }

  return (
    <div class="waiting">
      <span class="outcome muted">
        <Icon icon={Clock} size={14} />
        {lineWords(run.position)}
      </span>
      {waitsLong(run) && (
        <>
          <Button
            tone="quiet"
            icon={Pencil}
            label="Edit this message"
            buttonRef={editButton}
            disabled={removing}
            onClick={() => edits.write(message.id, message.content)}
          >
            Edit
          </Button>
          <Button tone="quiet" icon={X} label="Remove this message" disabled={removing} onClick={() => void remove()}>
            Remove
          </Button>
        </>
      )}
    </div>
  );
}
