// Patches (V4A): several files in one text, all of them or none, each part found as edit_file finds its places.
import { cleanContent, takenOffSentence } from "./contents/clean.ts";
import { kindOf } from "./contents/file-kinds.ts";
import type { Splice } from "./edits/rewrite.ts";
import { binaryRefusal, createWorkspace, type Workspace } from "./files.ts";
import { meantFile, meantTarget } from "./meant-path.ts";
import type { PatchStep } from "./patch-format.ts";
import { applyHunks } from "./patches/hunks.ts";

/** What a patch did, in order. An update that also moves a file is a rename followed by an edit. */
export type FileChange =
  | { type: "written"; path: string; content: string; note: string }
  | { type: "edited"; path: string; content: string; changes: Splice[] }
  | { type: "deleted"; path: string }
  | { type: "renamed"; from: string; to: string };

export type PatchResult = { ok: true; changes: FileChange[] } | { ok: false; reason: string };

export function applyPatch(workspace: Workspace, steps: readonly PatchStep[]): PatchResult {
  const trial = createWorkspace(workspace.list().map(({ path, binary }) => [path, binary ?? workspace.read(path) ?? ""]));
  const changes: FileChange[] = [];
  for (const step of steps) {
    const done = applyStep(trial, step);
    if (!done.ok) {
      const [sentence, ...frame] = done.reason.split("\n");
      return refuse([`${sentence} Nothing of the patch was applied.`, ...frame].join("\n"));
    }
    changes.push(...done.changes);
  }
  // It succeeded on a copy, so it succeeds here.
  for (const change of changes) carryOut(workspace, change);
  return { ok: true, changes };
}

function applyStep(files: Workspace, step: PatchStep): PatchResult {
  switch (step.type) {
    case "add": {
      const target = meantTarget(files, step.path);
      if (!target.ok) return target;
      const { path } = target;
      if (files.has(path)) return refuse(`${path} exists already: use Update File, or Delete File first.`);
      const clean = cleanContent(path, step.content);
      if (!clean.ok) return refuse(`${path}: ${clean.reason}`);
      const result = files.write(path, clean.content);
      const note = target.note + takenOffSentence(clean.takenOff);
      return result.ok ? made({ type: "written", path: result.path, content: clean.content, note }) : result;
    }
    case "delete": {
      const result = files.remove(meantFile(files, step.path, true));
      return result.ok ? made({ type: "deleted", path: result.path }) : result;
    }
    case "update":
      return applyUpdate(files, step);
  }
}

function applyUpdate(files: Workspace, { path: given, to, hunks }: Extract<PatchStep, { type: "update" }>): PatchResult {
  const path = meantFile(files, given);
  const content = files.read(path);
  const binary = files.binary(path);
  if (binary !== undefined && (to === null || hunks.length > 0))
    return binaryRefusal(path, binary, "Only text can be changed by a patch.");
  if (content === undefined && binary === undefined) return files.missing(path);
  const changes: FileChange[] = [];
  if (to !== null) {
    const renamed = files.rename(path, to);
    if (!renamed.ok) return renamed;
    changes.push({ type: "renamed", from: renamed.from, to: renamed.to });
  }
  if (hunks.length === 0 || content === undefined) return { ok: true, changes };
  const result = applyHunks(content, hunks, kindOf(path) === "prose");
  if (!result.ok) return refuse(`${path}, ${result.reason}`);
  const write = files.write(to ?? path, result.content);
  if (!write.ok) return write;
  return {
    ok: true,
    changes: [...changes, { type: "edited", path: write.path, content: result.content, changes: result.changes }],
  };
}

function carryOut(workspace: Workspace, change: FileChange): void {
  const result =
    change.type === "deleted"
      ? workspace.remove(change.path)
      : change.type === "renamed"
        ? workspace.rename(change.from, change.to)
        : workspace.write(change.path, change.content);
  if (!result.ok) throw new Error(`A change that was possible a moment ago is not: ${result.reason}`);
}

const made = (change: FileChange): PatchResult => ({ ok: true, changes: [change] });
const refuse = (reason: string): PatchResult => ({ ok: false, reason });
