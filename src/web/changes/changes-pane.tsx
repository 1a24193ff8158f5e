// What a version changed compared with the previous one: one unified patch per file.
import { ChevronRight, GitCompare } from "lucide";
import { useMemo } from "preact/hooks";
import type { FileDiff } from "../../protocol/resources.ts";
import { useLoad } from "../requests/use-load.ts";
import { Icon } from "../ui/icon.tsx";
import { PaneNote } from "../ui/pane-note.tsx";
import { Problem } from "../ui/problem.tsx";
import { bytes, counted } from "../words/numbers.ts";
import { parsePatch } from "./patch.ts";
import type { ChangesSlice } from "./slice.ts";

/** With more changed files than this, all start closed: the list itself is the overview. */
const openFilesMax = 12;

export function ChangesPane({ changes }: { changes: ChangesSlice }) {
  const shown = changes.number.value;
  // Loaded when the pane is first shown, then kept.
  const wanted = shown !== null && changes.visible.value;
  const diff = useLoad(shown !== null ? `${shown} ${wanted}` : null, () =>
    wanted ? changes.diff(shown) : Promise.resolve(null),
  );

  if (shown === null) {
    return <PaneNote icon={GitCompare}>{changes.whyEmpty.value ?? "There is no version to compare yet."}</PaneNote>;
  }
  if (diff.state === "failed") return <Problem error={diff.error} onRetry={diff.reload} />;
  if (diff.state === "loading" || diff.value === null) return <PaneNote>Loading the changes</PaneNote>;
  const files = diff.value;
  const parent = changes.parentNumber.value;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section class="changes" tabIndex={0} aria-label="Changes">
      <p class="pane-bar muted">
        Version {shown}
        {parent === null ? ", the first" : ` compared with version ${parent}`}: {counted(files.length, "file")} changed
      </p>
      {files.map((file) => (
        <FileChanges key={file.path} file={file} open={files.length <= openFilesMax} />
      ))}
    </section>
  );
}

function binaryWords({ before, after }: NonNullable<FileDiff["binary"]>): string {
  if (before === null) return `Binary file of ${bytes(after ?? 0)} added.`;
  if (after === null) return `Binary file of ${bytes(before)} deleted.`;
  return `Binary file changed: ${bytes(before)} before, ${bytes(after)} now.`;
}

const statusWords = { added: "added", modified: "changed", deleted: "deleted" } as const;

function FileChanges({ file, open }: { file: FileDiff; open: boolean }) {
  const { lines, added, removed } = useMemo(() => parsePatch(file.patch), [file.patch]);
  return (
    <details class="diff" open={open}>
      <summary>
        <Icon icon={ChevronRight} size={14} class="twist" />
        <span class="file-path" dir="ltr">
          {file.path}
        </span>
        <span class="muted">{statusWords[file.status]}</span>
        {!file.binary && (
          <span class="tabular diff-count">
            <span class="added">+{added}</span> <span class="removed">−{removed}</span>
          </span>
        )}
      </summary>
      {file.binary && <p class="binary-change">{binaryWords(file.binary)}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <div class="diff-scroll" dir="ltr" tabIndex={0}>
        <table>
          <tbody>
            {lines.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a patch never changes.
              <tr key={index} class={line.kind}>
                <td class="code-numbers">{line.before ?? ""}</td>
                <td class="code-numbers">{line.after ?? ""}</td>
                <td class="sign">{line.kind === "added" ? "+" : line.kind === "removed" ? "−" : " "}</td>
                <td class="diff-text">{line.text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
