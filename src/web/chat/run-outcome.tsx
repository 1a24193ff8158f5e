// The last line of a run: how far it is, or how it ended and what can be done about it.
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
import type { Message, Version } from "../../protocol/resources.ts";
import { cancelRun, retryRun } from "../api.ts";
import { progressOf, type Run } from "../model/index.ts";
import { models } from "../models.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Elapsed } from "../ui/time.tsx";
import { notifyError } from "../ui/toast.tsx";
import { usageWords } from "../versions/usage-words.ts";
import { counted, lineWords, runWords, stageWords } from "../words.ts";
import type { Workspace } from "../workspace.ts";
import { type Completed, completedAs } from "./completed-words.ts";
import { fitted, wayOn } from "./failure-words.ts";
import { focusComposer } from "./focus-composer.ts";

export function Progress({ run, workspace }: { run: Run; workspace: Workspace }) {
  if (run.status === "pending") {
    return (
      <>
        <span class="outcome">
          <Icon icon={Clock} />
          {lineWords(run.position)}
        </span>
        {run.position > 0 && (
          <Button tone="quiet" onClick={() => cancelRun(workspace.appId, run.id).catch(notifyError)}>
            Do not run it
          </Button>
        )}
      </>
    );
  }
  return <Working run={run} workspace={workspace} />;
}

/** The one place that says how far a run is. Without a connection it stands still: what goes on there is not known here. */
function Working({ run, workspace }: { run: Run; workspace: Workspace }) {
  const { filesWritten, writing } = progressOf(run);
  // Another attempt begins at what was kept of the one before; what was reached is not taken back.
  const reached = useRef(0);
  reached.current = Math.max(reached.current, run.percent);
  const heldAt = workspace.heldAt.value;
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

export function stageOf(run: Run): string {
  const stage = run.stages.at(-1);
  return stage ? stageWords[stage.stage] : run.kind ? runWords[run.kind] : "Starting";
}

const completedIcons = { good: CircleCheck, warn: TriangleAlert, plain: MessageSquare };

function Made({ completed: { number, words }, workspace }: { completed: Completed; workspace: Workspace }) {
  if (number === null) return words;
  const show = () => {
    workspace.showVersion(number);
    workspace.phonePane.value = "work";
  };
  return (
    <>
      <button type="button" class="link" title={`v${number}: look at this version`} onClick={show}>
        v{number}
      </button>{" "}
      {words}
    </>
  );
}

/** The demo model costs nothing, and its tokens are none. */
export function Spent({ version: { metadata } }: { version: Version }) {
  if (!metadata.usage || metadata.provider === "demo") return null;
  return <span class="muted tabular">{usageWords(metadata.usage)}</span>;
}

interface OutcomeProps {
  message: Message;
  run: Run | null;
  version: Version | null;
  newest: boolean;
  workspace: Workspace;
}

export function Outcome({ message, run, version, newest, workspace }: OutcomeProps) {
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
    if (message.version_id) retryRun(workspace.appId, message.version_id).catch(notifyError);
  };
  switch (run?.status ?? version?.status ?? message.status) {
    case "failed":
      return <Failed run={run} newest={newest} workspace={workspace} onRetry={retry} />;
    case "cancelled":
      return (
        <>
          <span class="outcome">
            <Icon icon={CircleStop} />
            {started ? "Stopped. Nothing was changed." : "Taken out of the line. Nothing was changed."}
          </span>
          {newest && (
            <Button tone="quiet" icon={RotateCw} onClick={retry}>
              Run it again
            </Button>
          )}
        </>
      );
    case "completed":
      return (
        <span class="outcome">
          <Icon icon={completedIcons[completed.tone]} class={completed.tone} />
          <span>
            <Made completed={completed} workspace={workspace} />
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
  workspace: Workspace;
  onRetry: () => void;
}

function Failed({ run, newest, workspace, onRetry }: FailedProps) {
  const { message, hint, code, retryable } = run?.error ?? {
    message: "The run failed.",
    hint: "",
    code: "internal",
    retryable: true,
  };
  const shown = (words: string) => fitted(words, models.value.length);
  const way = wayOn({ code, retryable, askedModel: run?.model ?? null, nextModel: workspace.app.value?.model ?? "" });
  return (
    <div class="problem" role="alert">
      <Icon icon={CircleAlert} />
      <p>
        <strong>{shown(message)}</strong> {shown(hint)}
      </p>
      {newest && way === "again" && (
        <Button icon={RotateCw} onClick={onRetry}>
          Try again
        </Button>
      )}
      {newest && way === "other words" && (
        <Button icon={Pencil} onClick={() => rewrite(run, workspace)}>
          Change the message
        </Button>
      )}
    </div>
  );
}

/** The message once more in the composer. What is written there already stays. */
function rewrite(run: Run | null, { state, draft }: Workspace): void {
  const asked = state.value.messages.find(({ role, version_id }) => role === "user" && version_id === run?.id);
  if (asked && draft.value.trim() === "") draft.value = asked.content;
  focusComposer();
}
