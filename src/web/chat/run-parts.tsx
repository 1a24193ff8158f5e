// The steps of a run: reasoning, prose, file cards and tools. Each is rendered again only when it has changed itself.
import { Check, ChevronRight, CircleAlert, FileMinus, FilePen, FilePlus, FileSymlink, LoaderCircle } from "lucide";
import { useMemo } from "preact/hooks";
import type { CallPart, FileWork, Part } from "../model/index.ts";
import { Icon } from "../ui/icon.tsx";
import { Elapsed } from "../ui/time.tsx";
import { bytes, counted } from "../words/numbers.ts";
import { Markdown } from "./markdown-view.tsx";
import type { ChatSlice } from "./slice.ts";

type PartChat = Pick<ChatSlice, "heldAt" | "showFile">;

interface PartProps {
  part: Part;
  /** Whether the run is working on this now. An unfinished part anywhere else was abandoned. */
  current: boolean;
  /** A call whose file is complete, though the call may not have been carried out yet. */
  written: boolean;
  chat: PartChat;
}

export function PartView({ part, current, written, chat }: PartProps) {
  return useMemo(() => {
    switch (part.kind) {
      case "text":
        return part.text.trim() ? <Markdown text={part.text} growing={part.ended_at === null} /> : null;
      case "reasoning":
        return <Reasoning part={part} current={current} chat={chat} />;
      case "call":
        return part.file ? (
          <FileCard call={part} file={part.file} current={current} written={written} chat={chat} />
        ) : (
          <ToolRow call={part} current={current} />
        );
    }
  }, [part, current, written, chat]);
}

function Reasoning({ part, current, chat }: { part: Part & { kind: "reasoning" }; current: boolean; chat: PartChat }) {
  const open = current && part.ended_at === null;
  const heldAt = chat.heldAt.value;
  return (
    <details class="reasoning">
      <summary>
        <Icon icon={ChevronRight} size={14} class="twist" />
        {open ? "Thinking" : "Thought"} for <Elapsed since={part.at} until={open ? heldAt : (part.ended_at ?? part.at)} />
      </summary>
      <p dir="auto">{part.text}</p>
    </details>
  );
}

const fileIcons = { write: FilePlus, edit: FilePen, delete: FileMinus, rename: FileSymlink } as const;
const fileVerbs = { write: "Write", edit: "Edit", delete: "Delete", rename: "Rename" } as const;

interface FileCardProps {
  call: CallPart;
  file: FileWork;
  current: boolean;
  written: boolean;
  chat: PartChat;
}

function FileCard({ call, file, current, written, chat }: FileCardProps) {
  return (
    <button
      type="button"
      class="file-card"
      data-state={call.ok === false ? "failed" : "good"}
      onClick={() => chat.showFile(file.path)}
      title={call.detail || undefined}
    >
      <Icon icon={fileIcons[file.action]} />
      <span class="visually-hidden">{fileVerbs[file.action]}</span>
      <span class="file-path" dir="ltr">
        {file.path}
      </span>
      <span class="muted tabular">{call.ok === false ? "not changed" : amountOf(file)}</span>
      <CallMark ok={call.ok ?? (written || null)} open={current && call.ok === null} />
    </button>
  );
}

function amountOf(file: FileWork): string {
  switch (file.action) {
    case "write":
      return file.size === null
        ? counted(lineCount(file.text), "line")
        : `${counted(lineCount(file.text), "line")} · ${bytes(file.size)}`;
    case "edit":
      return file.changes.length === 0 ? "edit" : counted(file.changes.length, "change");
    case "delete":
      return "deleted";
    case "rename":
      return `from ${file.from}`;
  }
}

function lineCount(text: string): number {
  let lines = text === "" || text.endsWith("\n") ? 0 : 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}

function CallMark({ ok, open }: { ok: boolean | null; open: boolean }) {
  if (open) return <Icon icon={LoaderCircle} class="spin accent" />;
  if (ok === false) return <Icon icon={CircleAlert} class="warn" />;
  return ok ? <Icon icon={Check} class="good" /> : <span class="icon-space" />;
}

function ToolRow({ call, current }: { call: CallPart; current: boolean }) {
  const open = current && call.ok === null;
  return (
    <div class="tool-row" title={call.detail || undefined}>
      <CallMark ok={call.ok} open={open} />
      <span dir="auto">
        {call.title || call.name}
        {call.ok === false && <span class="muted"> · {call.detail || "failed"}</span>}
      </span>
    </div>
  );
}
