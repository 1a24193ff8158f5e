// Defines a tool: a name, a schema, and a function that answers the model and the person. A failed tool is a result, never an exception.
import { toJsonSchema } from "@valibot/to-json-schema";
import * as v from "valibot";
import { shortened } from "../../base/surrogates.ts";
import type { TextForm, ToolDefinition } from "../../llm/model.ts";
import type { RunEvent } from "../../protocol/events.ts";
import type { Diagnostic } from "../../workspace/checks.ts";
import type { Workspace, WorkspaceView } from "../../workspace/files.ts";
import { wordsFor } from "../arguments/schema.ts";
import type { KnownFiles } from "../known-files.ts";
import type { RunLibraries } from "../libraries.ts";
import type { ShownFile } from "../live/file-call.ts";
import type { Seen } from "../live/seen.ts";

/** What the run keeps besides the files. */
export interface RunDetails {
  appName?: string;
  appDescription?: string;
  finish?: { summary: string; suggestions: string[] };
}

export interface ToolContext {
  workspace: Workspace;
  details: RunDetails;
  known: KnownFiles;
  libraries: RunLibraries;
  /** What keeps the app from loading, as text; empty when nothing does, or the model was told often enough. Each answer counts. */
  whatBlocks(): string;
  /** Sources of the ready-made components; null when they cannot be read. */
  components(): Promise<Readonly<Record<string, string>> | null>;
  /** What of the app's styles cannot be compiled. */
  styleProblems(workspace: WorkspaceView): Promise<Diagnostic[]>;
  round: number;
  /** Wire id of this call. */
  callId: string;
  /** What viewers saw of this call while it was written; null if nothing, and the tool then tells them all of it. */
  shown: ShownFile | null;
  emit(events: RunEvent[]): void;
}

/** For a tool that changes no files: it could not tell viewers about a change. */
export interface LookingContext extends Omit<ToolContext, "workspace" | "shown" | "emit"> {
  workspace: WorkspaceView;
}

export interface ToolResult {
  ok: boolean;
  /** For the model. */
  text: string;
  /** For the person, short. */
  detail: string;
  /** The arguments did not fit the schema, so no tool ran: a mistake in form, like broken JSON. */
  malformed?: true;
}

export interface Tool {
  name: string;
  definition: ToolDefinition;
  /** Changes files or the app, so it is refused when the message is a question. */
  writes: boolean;
  /** Offered only to models that were trained on it, since others do better without; any model may call it. */
  offeredTo: "all" | "patchers";
  /** How viewers see its calls; null when they change no files. */
  seen: Seen | null;
  /** Paths of a call's files after the call. The arguments may be of any type, or missing so far. */
  files(argumentsValue: Record<string, unknown>): readonly unknown[];
  /** The run's result as stated by a call: it is kept when the call is dropped from the conversation. */
  conclusion(argumentsValue: Record<string, unknown>): unknown;
  title(argumentsValue: unknown): string;
  run(argumentsValue: unknown, context: ToolContext): Promise<ToolResult>;
}

/** Arguments as written so far, not checked against the schema. */
type Unread<T extends v.ObjectEntries> = { [Name in keyof T]?: unknown };

type Input<T extends v.ObjectEntries> = v.InferOutput<v.ObjectSchema<T, undefined>>;
type Result = ToolResult | Promise<ToolResult>;

interface AnySpec<T extends v.ObjectEntries> {
  name: string;
  description: string;
  entries: T;
  /** How models that can send plain text call it. The arguments it names are texts among the entries. */
  text?: TextForm;
  offeredTo?: Tool["offeredTo"];
  conclusion?(input: Unread<T>): unknown;
  title(input: Input<T>): string;
}

interface LookingSpec<T extends v.ObjectEntries> extends AnySpec<T> {
  writes: boolean;
  seen?: undefined;
  files?(input: Unread<T>): readonly unknown[];
  run(input: Input<T>, context: LookingContext): Result;
}

/** For a tool that changes files: one that does not declare it gets nothing to change. */
interface ChangingSpec<T extends v.ObjectEntries> extends AnySpec<T> {
  writes: true;
  seen: Seen<keyof T & string>;
  files(input: Unread<T>): readonly unknown[];
  run(input: Input<T>, context: ToolContext): Result;
}

/** How the answer to a call that was not carried out begins. */
export const errorMark = "Error: ";
export const failed = (text: string, detail = firstLine(text)): ToolResult => ({ ok: false, text: errorMark + text, detail });
export const done = (text: string, detail = firstLine(text)): ToolResult => ({ ok: true, text, detail });

const detailMaxCharacters = 160;
/** Of many wrong elements the first few are enough. */
const issuesShown = 10;

function firstLine(text: string): string {
  return shortened(text.split("\n", 1)[0] ?? "", detailMaxCharacters, () => "…");
}

/** Arguments that name a file: a leading "/" or "./" is forgiven by the workspace. */
export const pathArgument = v.pipe(v.string(), v.description("Path from the app's root, such as src/App.tsx"));

function parametersOf(schema: v.GenericSchema): ToolDefinition["parameters"] {
  const { $schema: _, ...parameters } = toJsonSchema(schema, { errorMode: "ignore" });
  return { ...parameters, additionalProperties: false };
}

export function defineTool<T extends v.ObjectEntries>(spec: ChangingSpec<T>): Tool;
export function defineTool<T extends v.ObjectEntries>(spec: LookingSpec<T>): Tool;
export function defineTool<T extends v.ObjectEntries>(spec: ChangingSpec<T> | LookingSpec<T>): Tool {
  const schema = v.object(spec.entries);
  let definition: ToolDefinition | null = null;
  return {
    name: spec.name,
    writes: spec.writes,
    offeredTo: spec.offeredTo ?? "all",
    seen: spec.seen ?? null,
    files: (input) => spec.files?.(input) ?? [],
    conclusion: (input) => spec.conclusion?.(input),
    // Built when a model is first asked, not while the Worker starts.
    get definition() {
      definition ??= {
        name: spec.name,
        description: spec.description,
        parameters: parametersOf(schema),
        ...(spec.text ? { text: spec.text } : {}),
      };
      return definition;
    },
    title(argumentsValue) {
      const parsed = v.safeParse(schema, argumentsValue);
      return parsed.success ? spec.title(parsed.output) : spec.name;
    },
    async run(argumentsValue, context) {
      const parsed = v.safeParse(schema, argumentsValue);
      if (!parsed.success) {
        const issues = parsed.issues.slice(0, issuesShown).map((issue) => {
          // Some messages quote the input, which may be a whole file.
          return `${v.getDotPath(issue) ?? "arguments"}: ${shortened(issue.message, detailMaxCharacters, () => "…")}`;
        });
        const form = `The form is ${wordsFor(parametersOf(schema))}.`;
        return {
          ...failed(`The arguments of ${spec.name} do not fit its schema. Nothing was done.\n${issues.join("\n")}\n${form}`),
          malformed: true,
        };
      }
      return spec.run(parsed.output, context);
    },
  };
}
