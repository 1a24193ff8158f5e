// The last line of a run: its progress, or how it ended and what can be done about it.
import {
  CircleAlert,
  CircleCheck,
  CirclePause,
  CircleStop,
  Clock,
  LoaderCircle,
  MessageSquare,
  Pencil,
  RotateCw,
  TriangleAlert,
} from "lucide";
import { useRef } from "preact/hooks";
import { isBuiltIn } from "../../protocol/constants.ts";
import type { Message, Version } from "../../protocol/resources.ts";
import { focusComposer } from "../composer/focus-composer.ts";
import { progressOf, type Run } from "../model/index.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Elapsed } from "../ui/time.tsx";
import { notifyError } from "../ui/toast.tsx";
import { type Completed, completedAs } from "../words/completed.ts";
import { fitted, wayOn } from "../words/failures.ts";
import { counted, firstSentence } from "../words/numbers.ts";
import { usageWords } from "../words/usage.ts";
import { lineWords, stageOf } from "../words/wire.ts";
import type { ChatSlice } from "./slice.ts";

export function Progress({ run, chat }: { run: Run; chat: Pick<ChatSlice, "heldAt" | "cancel"> }) {
  if (run.status === "pending") {
    return (
      <>
        <span class="outcome">
          <Icon icon={Clock} />
          {lineWords(run.position)}
        </span>
        {run.position > 0 && (
          <Button tone="quiet" onClick={() => chat.cancel(run.id).catch(notifyError)}>
            Remove from queue
          </Button>
        )}
      </>
    );
  }
  return <Working run={run} heldAt={chat.heldAt.value} />;
}

/** The only place that shows a run's progress. It stands still while there is no connection. */
function Working({ run, heldAt }: { run: Run; heldAt: string | null }) {
  const { filesWritten, writing } = progressOf(run);
  // Another attempt starts from what was kept of the previous one, so progress never goes back.
  const reached = useRef(0);
  reached.current = Math.max(reached.current, run.percent);
  return (
    <span class="outcome accent">
      {heldAt === null ? <Icon icon={LoaderCircle} class="spin" /> : <Icon icon={CirclePause} />}
      <progress max={100} value={reached.current} aria-label="Progress of this run" />
      <span class="outcome-words tabular">
        {writing ? (
          <>
            Writing{" "}
            <bdi dir="ltr" class="outcome-path">
              {writing.path}
            </bdi>
          </>
        ) : (
          stageOf(run)
        )}
        {filesWritten > 0 && ` · ${counted(filesWritten, "file")} written`} ·{" "}
        <Elapsed since={run.started_at ?? run.queued_at} until={heldAt} />
      </span>
    </span>
  );
}

const completedIcons = { good: CircleCheck, warn: TriangleAlert, plain: MessageSquare };

interface MadeProps {
  completed: Completed;
  showVersion: ChatSlice["showVersion"];
}

function Made({ completed: { number, words }, showVersion }: MadeProps) {
  if (number === null) return words;
  return (
    <>
      <button type="button" class="link" title={`Show version ${number}`} onClick={() => showVersion(number)}>
        v{number}
      </button>{" "}
      {words}
    </>
  );
}

/** The demo model costs nothing and uses no tokens. */
export function Spent({ version: { metadata } }: { version: Version }) {
  if (!metadata.usage || isBuiltIn(metadata.provider)) return null;
  return <span class="muted tabular">{usageWords(metadata.usage)}</span>;
}

interface OutcomeProps {
  message: Message;
  run: Run | null;
  version: Version | null;
  newest: boolean;
  chat: FailedProps["chat"] & Pick<ChatSlice, "retry" | "showVersion">;
}

export function Outcome({ message, run, version, newest, chat }: OutcomeProps) {
  const started = version?.started_at ?? run?.started_at;
  const ended = version?.completed_at ?? run?.ended_at ?? null;
  const took = started && ended && (
    <>
      {" · "}
      <Elapsed since={started} until={ended} />
    </>
  );
  const completed = completedAs(version);
  const retry = () => {
    if (message.version_id) chat.retry(message.version_id).catch(notifyError);
  };
  switch (run?.status ?? version?.status ?? message.status) {
    case "failed":
      return <Failed run={run} newest={newest} chat={chat} onRetry={retry} />;
    case "cancelled":
      return (
        <>
          <span class="outcome">
            <Icon icon={CircleStop} />
            {started ? "Stopped. Nothing was changed." : "Removed from the queue. Nothing was changed."}
          </span>
          {newest && (
            <Button tone="quiet" icon={RotateCw} onClick={retry}>
              Run again
            </Button>
          )}
        </>
      );
    case "completed":
      return (
        <span class="outcome">
          <Icon icon={completedIcons[completed.tone]} class={completed.tone} />
          <span>
            <Made completed={completed} showVersion={chat.showVersion} />
            {took}
          </span>
        </span>
      );
    default:
      return null;
  }
}

interface FailedProps {
  run: Run | null;
  newest: boolean;
  chat: Pick<ChatSlice, "state" | "draft" | "models" | "model">;
  onRetry: () => void;
}

function Failed({ run, newest, chat, onRetry }: FailedProps) {
  const { message, hint, code, retryable } = run?.error ?? {
    message: "The run failed.",
    hint: "",
    code: "internal",
    retryable: true,
  };
  const shown = (words: string) => fitted(words, chat.models.value.length);
  const { first, rest } = firstSentence(shown(message));
  const way = wayOn({ code, retryable, askedModel: run?.model ?? null, nextModel: chat.model.value });
  return (
    <div class="problem" role="alert">
      <Icon icon={CircleAlert} />
      <p>
        <strong>{first}</strong> {rest} {shown(hint)}
      </p>
      {newest && way === "again" && (
        <Button icon={RotateCw} onClick={onRetry}>
          Try again
        </Button>
      )}
      {newest && way === "other words" && (
        <Button icon={Pencil} onClick={() => rewrite(run, chat)}>
          Edit the message
        </Button>
      )}
    </div>
  );
}

/** Puts the message into the composer again. Text already there is kept. */
function rewrite(run: Run | null, { state, draft }: FailedProps["chat"]): void {
  const asked = state.value.messages.find(({ role, version_id }) => role === "user" && version_id === run?.id);
  if (asked && draft.value.trim() === "") draft.value = asked.content;
  focusComposer();
}
