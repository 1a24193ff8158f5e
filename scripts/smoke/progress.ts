// Shows a run in the terminal: a bar with stage, percent and the file being written; plain lines where there is no terminal.
import type { LogEvent } from "../../src/protocol/events.ts";
import { type AppState, liveFiles } from "../../src/web/model/index.ts";

export interface Progress {
  event(event: LogEvent, state: AppState): void;
  /** A line of its own, above the bar. */
  line(text: string): void;
  done(): void;
}

const barCharacters = 24;
const defaultColumns = 80;
const clearLine = "\r\u001b[2K";

export function createProgress(out: NodeJS.WriteStream): Progress {
  let bar = "";
  const draw = (text: string) => {
    if (!out.isTTY) return;
    const fitting = text.slice(0, (out.columns || defaultColumns) - 1);
    if (fitting === bar) return;
    bar = fitting;
    out.write(`${clearLine}${bar}`);
  };
  const line = (text: string) => out.write(bar ? `${clearLine}${text}\n${bar}` : `${text}\n`);

  return {
    line,
    done() {
      if (bar) out.write(clearLine);
      bar = "";
    },
    event(event, state) {
      const run = event.version_id ? state.runs[event.version_id] : undefined;
      switch (event.type) {
        case "version.started":
          line(`  ${event.kind} with ${event.model} (${event.provider})${event.attempt > 1 ? `, attempt ${event.attempt}` : ""}`);
          break;
        case "stage.changed":
          if (!out.isTTY) line(`  [${String(event.percent).padStart(3)}%] ${event.stage} (${event.index + 1} of ${event.total})`);
          break;
        case "file.end":
          line(`    ${event.path}  ${size(event.size)}`);
          break;
        case "file.deleted":
          line(`    ${event.path}  deleted`);
          break;
        case "file.renamed":
          line(`    ${event.from} is now ${event.to}`);
          break;
        case "notice":
          line(`  note: ${event.message} ${event.hint ?? ""}`);
          break;
        case "round.reset":
          line(`  round ${event.round} starts again`);
          break;
      }
      if (!run || run.ended_at !== null) return;
      const filled = Math.round((run.percent / 100) * barCharacters);
      const stage = run.stages.at(-1)?.stage ?? "waiting";
      const file = out.isTTY ? liveFiles(run, () => "").find(({ open }) => open) : undefined;
      const writing = file ? `  ${file.path} ${size(file.text?.length ?? 0)}` : "";
      draw(`  ${"█".repeat(filled)}${"░".repeat(barCharacters - filled)} ${run.percent}% ${stage}${writing}`);
    },
  };
}

function size(bytes: number): string {
  return bytes < 1000 ? `${bytes} B` : `${(bytes / 1000).toFixed(1)} kB`;
}
