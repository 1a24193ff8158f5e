// The assistant's side of one message: its run while it works, then the result.
import { Info, Wrench } from "lucide";
import { useMemo } from "preact/hooks";
import { isBuiltIn } from "../../protocol/constants.ts";
import type { Message, Notice, Version } from "../../protocol/resources.ts";
import { isUnfinished, isWritten, type Run } from "../model/index.ts";
import { Button } from "../ui/button.tsx";
import { Chips } from "../ui/chips.tsx";
import { Icon } from "../ui/icon.tsx";
import { Elapsed } from "../ui/time.tsx";
import { blockingProblems, fixRequest } from "../words/completed.ts";
import { providerTitle } from "../words/models.ts";
import { counted } from "../words/numbers.ts";
import { stageWords } from "../words/wire.ts";
import { Markdown } from "./markdown-view.tsx";
import { Problems } from "./problems.tsx";
import { Outcome, Progress, Spent } from "./run-outcome.tsx";
import { PartView } from "./run-parts.tsx";
import type { ChatSlice } from "./slice.ts";
import { stepsOf } from "./timeline.ts";

interface RunCardProps {
  message: Message;
  run: Run | null;
  version: Version | null;
  /** Whether this is the last run: only then are its suggestions and a retry offered. */
  newest: boolean;
  chat: ChatSlice;
  onSuggestion: (text: string) => void;
}

/** Rendered again only when the run itself has changed: a long chat costs nothing while its last run streams. */
export function RunCard({ message, run, version, newest, chat, onSuggestion }: RunCardProps) {
  return useMemo(
    () => <Card message={message} run={run} version={version} newest={newest} chat={chat} onSuggestion={onSuggestion} />,
    [message, run, version, newest, chat, onSuggestion],
  );
}

function Card({ message, run, version, newest, chat, onSuggestion }: RunCardProps) {
  const provider = version?.metadata.provider ?? run?.provider;
  const model = version?.metadata.model ?? run?.model;
  const told = run?.rounds ? run.notices : (version?.metadata.notices ?? run?.notices ?? []);
  // The list of problems says it in full.
  const notices = blockingProblems(version).length === 0 ? told : told.filter(({ code }) => code !== "does_not_load");
  const fix = fixRequest(version);
  const starts = Math.max(run?.attempt ?? 0, version?.metadata.attempts ?? 0);
  return (
    <article class="run-card" aria-label="Edgewright">
      {run?.rounds ? <Transcript run={run} chat={chat} /> : message.content && <Markdown text={message.content} />}
      {version && <Summary version={version} shown={run ? textOf(run) : message.content} withFiles={!run?.rounds} />}
      {notices.map((notice) => (
        <NoticeLine key={`${notice.code}${notice.message}`} notice={notice} />
      ))}
      {version && <Problems version={version} chat={chat} />}
      <footer>
        {run && isUnfinished(run) ? (
          <Progress run={run} chat={chat} />
        ) : (
          <Outcome message={message} run={run} version={version} newest={newest} chat={chat} />
        )}
        {/* Either interrupted or handed on because it takes long: the two look the same here, and this text is true of both. */}
        {starts > 1 && <span class="muted">Continued after a pause</span>}
        {isBuiltIn(provider) && (
          <span class="badge" title="The built-in demo model answered: no key is set.">
            Demo model
          </span>
        )}
        {model && provider && !isBuiltIn(provider) && (
          <span class="muted" title={`Answered by ${model} (${providerTitle(chat.models.value, provider)})`}>
            {model}
          </span>
        )}
        {version && <Spent version={version} />}
      </footer>
      {newest && version && (fix || version.metadata.suggestions.length > 0) && (
        <Chips requests={version.metadata.suggestions} onChoose={onSuggestion}>
          {fix && (
            <Button tone="primary" icon={Wrench} onClick={() => onSuggestion(fix)}>
              Fix it
            </Button>
          )}
        </Chips>
      )}
    </article>
  );
}

const textOf = (run: Run) =>
  (run.rounds ?? []).flatMap(({ parts }) => parts.flatMap((part) => (part.kind === "text" ? [part.text] : []))).join("\n");

function Transcript({ run, chat }: { run: Run; chat: ChatSlice }) {
  const lastPart = isUnfinished(run) ? run.rounds?.at(-1)?.parts.at(-1) : undefined;
  return (
    <>
      {stepsOf(run).map((step) =>
        step.kind === "stage" ? (
          <h3 key={`stage ${step.stage.stage}`} class="stage">
            {stageWords[step.stage.stage]}
            {step.endedAt !== null && (
              <span class="muted">
                <Elapsed since={step.stage.at} until={step.endedAt} />
              </span>
            )}
          </h3>
        ) : (
          <PartView
            key={`${step.round} ${step.part.kind} ${step.part.id}`}
            part={step.part}
            current={step.part === lastPart}
            written={step.part.kind === "call" && isWritten(run, step.part)}
            chat={chat}
          />
        ),
      )}
    </>
  );
}

/** The result, unless the prose has just said the same. */
function Summary({ version, shown, withFiles }: { version: Version; shown: string; withFiles: boolean }) {
  const files = version.metadata.files_changed;
  return (
    <>
      {version.summary && !shown.includes(version.summary) && <Markdown text={version.summary} />}
      {withFiles && files.length > 0 && (
        <details class="reasoning">
          <summary>{counted(files.length, "file")} changed</summary>
          <ul>
            {files.map(({ path, change }) => (
              <li key={path}>
                <code>{path}</code> <span class="muted">{change}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function NoticeLine({ notice }: { notice: Notice }) {
  return (
    <p class="notice">
      <Icon icon={Info} />
      <span>
        {notice.message} {notice.hint && <span class="muted">{notice.hint}</span>}
      </span>
    </p>
  );
}
