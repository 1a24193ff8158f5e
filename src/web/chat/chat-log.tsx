// The chat log, oldest first: messages, runs, and versions made without a message. Each entry has its own error boundary.
import { useComputed } from "@preact/signals";
import { Undo2 } from "lucide";
import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Version } from "../../protocol/resources.ts";
import { Boundary } from "../ui/boundary.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Problem } from "../ui/problem.tsx";
import { Ago } from "../ui/time.tsx";
import { originWords } from "../words/wire.ts";
import { PlainText } from "./plain-text.tsx";
import { RunCard } from "./run-card.tsx";
import type { ChatSlice } from "./slice.ts";
import { timelineOf } from "./timeline.ts";
import { UserMessage } from "./user-message.tsx";

interface ChatLogProps {
  chat: ChatSlice;
  scroller: RefObject<HTMLElement | null>;
  send: (content: string, idempotencyKey: string) => Promise<void>;
  focusComposer: () => void;
  onSuggestion: (text: string) => void;
}

export function ChatLog({ chat, scroller, send, focusComposer, onSuggestion }: ChatLogProps) {
  const { state } = chat;
  const entries = useComputed(() => timelineOf(state.value)).value;
  const newestId = entries.findLast((entry) => entry.kind === "message")?.message.id;
  return (
    <div class="chat-log">
      <Earlier chat={chat} scroller={scroller} />
      {entries.map((entry) => {
        if (entry.kind === "version") return <VersionLine key={entry.version.id} version={entry.version} at={entry.at} />;
        const { message } = entry;
        const run = state.value.runs[message.version_id ?? ""] ?? null;
        return (
          <Boundary key={message.id} instead={() => <PlainText text={message.content} />}>
            {message.role === "user" ? (
              <UserMessage message={message} run={run} chat={chat} send={send} focusComposer={focusComposer} />
            ) : (
              <RunCard
                message={message}
                run={run}
                version={state.value.versions.find((version) => version.id === message.version_id) ?? null}
                newest={message.id === newestId}
                chat={chat}
                onSuggestion={onSuggestion}
              />
            )}
          </Boundary>
        );
      })}
    </div>
  );
}

function VersionLine({ version, at }: { version: Version; at: string }) {
  return (
    <p class="event-line">
      <Icon icon={Undo2} />
      <span>
        {originWords(version)} as version {version.number} · <Ago at={at} />
      </span>
    </p>
  );
}

/** Loads earlier entries. What is being read stays in place. */
interface EarlierProps {
  chat: Pick<ChatSlice, "history" | "state">;
  scroller: RefObject<HTMLElement | null>;
}

function Earlier({ chat: { history, state }, scroller }: EarlierProps) {
  const first = state.value.messages[0]?.id;
  const heightBefore = useRef<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs because there is another first message.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && heightBefore.current !== null) element.scrollTop += element.scrollHeight - heightBefore.current;
    heightBefore.current = null;
  }, [first]);
  const load = () => {
    heightBefore.current = scroller.current?.scrollHeight ?? null;
    void history.loadOlder();
  };
  const present = history.get();
  switch (present.state) {
    case "whole":
      return null;
    case "failed":
      return <Problem error={present.error} onRetry={load} />;
    default:
      return (
        <div class="chat-earlier">
          <Button tone="quiet" disabled={present.state === "loading"} onClick={load}>
            Show earlier messages
          </Button>
        </div>
      );
  }
}
