// apply_patch: a patch over several files, all of it or nothing, for models that were trained on this form. To viewers each file of it is a call
// of its own, with the events that the tool for this one thing would send.
import * as v from "valibot";
import type { RunEvent } from "../../protocol/events.ts";
import { applyPatch, type FileChange } from "../../workspace/patch.ts";
import { parsePatch } from "../../workspace/patch-format.ts";
import { defineTool, failed, type ToolContext } from "./define.ts";
import { deleteFile } from "./delete-file.ts";
import { renameFile } from "./rename-file.ts";
import { report } from "./report.ts";
import { tellFile } from "./tell-file.ts";

const description =
  'Change several files by one patch: "*** Begin Patch", then for each file "*** Update File: path", "*** Add File: path" or ' +
  '"*** Delete File: path" with its lines, then "*** End Patch". All of it is applied, or nothing.';

/** A moved file is named by its new path. */
const writtenPath = /^\*\*\* (?:Add File|Update File|Move to):(.*)/gm;

export const applyPatchTool = defineTool({
  name: "apply_patch",
  description,
  text: { description: `${description} The input is the patch itself, as plain text.`, rest: "input" },
  entries: { input: v.pipe(v.string(), v.description("The whole patch")) },
  writes: true,
  offeredTo: "patchers",
  seen: { as: "patch" },
  files: ({ input }) => (typeof input === "string" ? [...input.matchAll(writtenPath)].map((match) => match[1]?.trim()) : []),
  title({ input }) {
    const parsed = parsePatch(input);
    const paths = parsed.ok ? parsed.steps.map(({ path }) => path) : [];
    if (paths.length === 0) return "Apply a patch";
    return paths.length === 1 ? `Patch ${paths[0]}` : `Patch ${paths.length} files`;
  },
  async run({ input }, context) {
    const parsed = parsePatch(input);
    if (!parsed.ok) return failed(parsed.reason);
    const result = applyPatch(context.workspace, parsed.steps);
    if (!result.ok) return failed(result.reason);
    for (const [index, change] of result.changes.entries()) {
      // Viewers keep one file per call.
      await tellChange(change, { ...context, callId: `${context.callId}.${index + 1}` });
    }
    const written = result.changes.flatMap((change) =>
      change.type === "deleted" ? [] : change.type === "renamed" ? change.to : change.path,
    );
    const gone = result.changes.flatMap((change) =>
      change.type === "deleted" ? change.path : change.type === "renamed" ? change.from : [],
    );
    const notes = result.changes.map((change) => (change.type === "written" ? change.note : "")).join("");
    const text = `Applied: ${result.changes.map(sentenceOf).join(", ")}.${notes}`;
    const still = (path: string) => context.workspace.has(path);
    return report(context, text, {
      written: [...new Set(written)].filter(still),
      gone: gone.filter((path) => !still(path)),
    });
  },
});

async function tellChange(change: FileChange, context: ToolContext): Promise<void> {
  const call = { round: context.round, call_id: context.callId };
  const tellTool = (name: string, event: RunEvent) =>
    context.emit([
      { type: "tool.start", ...call, name, title: sentenceOf(change) },
      event,
      { type: "tool.end", ...call, ok: true, detail: `${sentenceOf(change)}.` },
    ]);
  switch (change.type) {
    case "deleted":
      return tellTool(deleteFile.name, { type: "file.deleted", ...call, path: change.path });
    case "renamed":
      return tellTool(renameFile.name, { type: "file.renamed", ...call, from: change.from, to: change.to });
    case "written":
      return void (await tellFile(context, { ...change, action: "write", changes: [{ offset: 0, text: change.content }] }));
    case "edited":
      return void (await tellFile(context, { ...change, action: "edit" }));
  }
}

function sentenceOf(change: FileChange): string {
  switch (change.type) {
    case "deleted":
      return `deleted ${change.path}`;
    case "renamed":
      return `renamed ${change.from} to ${change.to}`;
    case "written":
      return `wrote ${change.path}`;
    case "edited":
      return `edited ${change.path}`;
  }
}
