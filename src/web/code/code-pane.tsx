// The files of the shown version, or of the run that is writing them. Read-only.
import { FileCode, File as FileIcon, FilePlus, Folder, Image, LoaderCircle, Music, Type, Video } from "lucide";
import { useMemo, useRef } from "preact/hooks";
import { promisedBinary } from "../../base/file-types.ts";
import { entryPath } from "../../protocol/constants.ts";
import type { VersionFile } from "../../protocol/resources.ts";
import { callsOf, liveFiles, openCall, type Run } from "../model/index.ts";
import { useLoad } from "../requests/use-load.ts";
import { DropZone, FileButton } from "../ui/file-button.tsx";
import { Icon } from "../ui/icon.tsx";
import { PaneNote } from "../ui/pane-note.tsx";
import { Problem } from "../ui/problem.tsx";
import { notifyError } from "../ui/toast.tsx";
import { UploadBar } from "../ui/upload-bar.tsx";
import { BinaryView } from "./binary-view.tsx";
import { CodeView } from "./code-view.tsx";
import type { CodeSlice } from "./slice.ts";
import { treeOf } from "./tree.ts";

const none: VersionFile[] = [];

export function CodePane({ code }: { code: CodeSlice }) {
  const { openPath, openLine } = code;
  const writing = code.writing.value;
  const base = code.number.value;
  const list = useLoad(base === null ? null : String(base), () => code.files(base ?? 0));
  const stored = list.state === "ready" ? list.value : none;

  const changed = useMemo(() => (writing ? liveFiles(writing, () => null) : []), [writing]);
  const changedPaths = new Set(changed.map((file) => file.path));
  const removed = useMemo(() => removedBy(writing), [writing]);
  const paths = [...stored.map((file) => file.path), ...changedPaths].filter((path) => !removed.has(path));
  const pathLines = [...new Set(paths)].join("\n");
  const rows = useMemo(() => treeOf(pathLines.split("\n")), [pathLines]);
  const open = writing ? openCall(writing)?.file?.path : undefined;

  // In order: the person's choice, the file being written, the file written last, the entry.
  const chosen = openPath.value !== null && paths.includes(openPath.value) ? openPath.value : null;
  const before = useRef<string | null>(null);
  const kept = before.current !== null && paths.includes(before.current) ? before.current : null;
  const path = chosen ?? open ?? changed.at(-1)?.path ?? kept ?? (paths.includes(entryPath) ? entryPath : paths[0]) ?? null;
  const line = path === openPath.value ? openLine.value : null;
  // Kept while the list of a new version is loading.
  before.current = path ?? before.current;

  if (list.state === "failed") return <Problem error={list.error} onRetry={list.reload} />;
  if (path === null) {
    return (
      <PaneNote icon={FileCode}>
        {base !== null && list.state === "loading"
          ? "Loading the files"
          : (code.whyEmpty.value ?? "Files appear here as they are written.")}
      </PaneNote>
    );
  }
  const add = (files: File[]) => void code.add(files).catch(notifyError);
  return (
    <DropZone class="code-pane" words="Drop to add to the app" onFiles={add}>
      <nav class="tree" aria-label="Files">
        <div class="tree-add">
          <FileButton
            words="Add files"
            icon={FilePlus}
            disabled={!code.canAdd.value || code.upload.value !== null}
            onFiles={add}
          />
        </div>
        <UploadBar upload={code.upload.value} />
        <ul>
          {rows.map((row) => (
            <li key={`${row.folder} ${row.path}`} style={{ "--depth": row.depth }}>
              {row.folder ? (
                <span class="tree-row muted">
                  <Icon icon={Folder} size={14} />
                  {row.name}
                </span>
              ) : (
                <button
                  type="button"
                  class="tree-row"
                  aria-current={row.path === path}
                  title={row.path}
                  onClick={() => {
                    openPath.value = row.path;
                    openLine.value = null;
                  }}
                >
                  <Icon
                    icon={row.path === open ? LoaderCircle : iconOf(row.path)}
                    size={14}
                    class={row.path === open ? "spin accent" : "muted"}
                  />
                  <span class="file-path">{row.name}</span>
                  {row.path !== open && changedPaths.has(row.path) && <span class="dot" title="Changed in this run" />}
                </button>
              )}
            </li>
          ))}
        </ul>
      </nav>
      <OpenFile
        key={`${path}:${line}`}
        path={path}
        line={line}
        code={code}
        writing={writing}
        stored={stored.find((file) => file.path === path) ?? null}
      />
    </DropZone>
  );
}

/** By name alone: a list of hundreds is told apart at a glance. */
function iconOf(path: string) {
  const kind = promisedBinary(path)?.kind;
  if (kind === "picture" || path.toLowerCase().endsWith(".svg")) return Image;
  return kind === "audio" ? Music : kind === "video" ? Video : kind === "font" ? Type : FileIcon;
}

function removedBy(run: Run | null): Set<string> {
  const removed = new Set<string>();
  for (const { file, ok } of run ? callsOf(run) : []) {
    if (!file || ok === false) continue;
    removed.delete(file.path);
    if (file.action === "delete") removed.add(file.path);
    if (file.action === "rename") removed.add(file.from);
  }
  return removed;
}

interface OpenFileProps {
  path: string;
  /** To be marked, from 1. */
  line: number | null;
  code: CodeSlice;
  writing: Run | null;
  stored: VersionFile | null;
}

function OpenFile({ path, line, code, writing, stored }: OpenFileProps) {
  const base = useLoad(stored && !stored.binary ? stored.sha256 : null, () =>
    stored ? code.text(code.number.peek() ?? 0, stored) : Promise.resolve(""),
  );
  const baseText = base.state === "ready" ? base.value : null;
  const live = useMemo(
    () =>
      writing
        ? liveFiles(writing, (wanted) => (wanted === path ? baseText : null)).find((file) => file.path === path)
        : undefined,
    [writing, path, baseText],
  );
  const text = live?.text ?? baseText;

  return (
    <div class="code-file">
      <header class="pane-bar">
        <span class="file-path" dir="ltr">
          {path}
        </span>
        {live?.open && !code.held.value && <span class="accent">being written</span>}
      </header>
      {stored?.binary && !live ? (
        <BinaryView
          file={stored}
          load={() => code.bytes(code.number.peek() ?? 0, stored)}
          onReplace={code.canAdd.value ? (next) => void code.replace(path, next).catch(notifyError) : null}
        />
      ) : text !== null ? (
        <CodeView path={path} text={text} follow={live?.open ?? false} edited={live?.edited ?? null} line={line} />
      ) : base.state === "failed" ? (
        <Problem error={base.error} onRetry={base.reload} />
      ) : (
        <PaneNote>Loading the file</PaneNote>
      )}
    </div>
  );
}
