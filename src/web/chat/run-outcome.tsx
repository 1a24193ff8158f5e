// The last line of a run: how far it is, or how it ended and what can be done about it.
import { CircleAlert, CircleCheck, CircleStop, Clock, LoaderCircle, RotateCw } from "lucide";
import type { Message, Version } from "../../protocol/resources.ts";
import { cancelRun, retryRun } from "../api.ts";
import type { Run } from "../model/index.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Elapsed } from "../ui/time.tsx";
import { notifyError } from "../ui/toast.tsx";
import { usageWords } from "../versions/usage-words.ts";
import { lineWords } from "../words.ts";
import type { Workspace } from "../workspace.ts";

export function Progress({ run, appId }: { run: Run; appId: string }) {
  if (run.status === "pending") {
    return (
      <>
        <span class="outcome">
          <Icon icon={Clock} />
          {lineWords(run.position)}
        </span>
        {run.position > 0 && (
          <Button tone="quiet" onClick={() => cancelRun(appId, run.id).catch(notifyError)}>
            Do not run it
          </Button>
        )}
      </>
    );
  }
  return (
    <span class="outcome accent">
      <Icon icon={LoaderCircle} class="spin" />
      <progress max={100} value={run.percent} aria-label="Progress of this run" />
      <span class="tabular">
        {run.percent} % · <Elapsed since={run.started_at ?? run.queued_at} until={null} />
      </span>
    </span>
  );
}

function Made({ version, workspace }: { version: Version | null; workspace: Workspace }) {
  const number = version?.number ?? null;
  if (number === null) return version?.metadata.kind === "ask" ? "Answered" : "Done without changing a file";
  const show = () => {
    workspace.showVersion(number);
    workspace.phonePane.value = "work";
  };
  return (
    <>
      <button type="button" class="link" title={`Look at version ${number}`} onClick={show}>
        v{number}
      </button>{" "}
      done
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
  const retry = () => {
    if (message.version_id) retryRun(workspace.appId, message.version_id).catch(notifyError);
  };
  switch (run?.status ?? version?.status ?? message.status) {
    case "failed":
      return (
        <div class="problem" role="alert">
          <Icon icon={CircleAlert} />
          <p>
            <strong>{run?.error?.message ?? "The run failed."}</strong> {run?.error?.hint}
          </p>
          {newest && run?.error?.retryable !== false && (
            <Button icon={RotateCw} onClick={retry}>
              Try again
            </Button>
          )}
        </div>
      );
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
          <Icon icon={CircleCheck} class="good" />
          <span>
            <Made version={version} workspace={workspace} />
            {took}
          </span>
        </span>
      );
    default:
      return null;
  }
}
