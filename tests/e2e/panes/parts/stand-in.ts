// What the pages of single panes share: functions that keep what they were called with, and records to show.
import type { App, Message, Model, Version } from "../../../../src/protocol/resources.ts";
import { type AppState, initialState } from "../../../../src/web/model/index.ts";
import type { NumberedVersion } from "../../../../src/web/versions/slice.ts";

declare global {
  interface Window {
    calls: unknown[][];
  }
}

window.calls = [];

/** A function that keeps its arguments, but for the event of a click, and answers `answer`. */
export function kept<T>(name: string, answer: T) {
  return (...args: unknown[]): T => {
    window.calls.push([name, ...args.filter((value) => !(value instanceof Event))]);
    return answer;
  };
}

export const at = "2026-11-28T09:00:00.000Z";

export const appOf = (of: Partial<App>): App => ({
  ...{ id: "app", name: "Tea counter", description: "", model: "", status: "ready", current_version: 1, does_not_load: false },
  ...{ public_values: {}, preview_url: "http://app.preview.test/", created_at: at, updated_at: at },
  ...of,
});

export function versionOf(number: number, metadata: Partial<Version["metadata"]> = {}): NumberedVersion {
  return {
    ...{ id: `v${number}`, app_id: "app", number, status: "completed", summary: `What version ${number} does` },
    ...{ parent_number: number === 1 ? null : number - 1, preview_url: null },
    ...{ created_at: at, started_at: at, completed_at: at, error_code: null, error_message: null, libraries: {}, problems: [] },
    metadata: {
      ...{ kind: "update", origin: "run", provider: "openai", model: "gpt-5", rounds: 1, attempts: 1, resumes: 0 },
      ...{ provider_switches: [], usage: null, stages: [], files_changed: [], suggestions: [], notices: [] },
      ...metadata,
    },
  };
}

export const messageOf = (id: string, role: Message["role"], content: string, versionId: string | null): Message => ({
  ...{ id, app_id: "app", role, content, status: "completed", version_id: versionId, created_at: at },
});

export const stateOf = (of: Partial<AppState>): AppState => ({ ...initialState, app: appOf({}), ...of });

export const modelOf = (id: string, of: Partial<Model> = {}): Model => ({
  ...{ id, name: id, provider: "openai", provider_name: "OpenAI", default: false },
  ...{ context_tokens: null, tools: null, images: null, price_usd: null },
  ...of,
});
