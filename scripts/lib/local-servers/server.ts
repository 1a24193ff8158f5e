// What a kind of local model server tells of itself. One file a kind; how they are asked, and which model is taken, is decided by the others.

/** A model as its server describes it. Null where the server does not say. */
export interface LocalModel {
  id: string;
  /** It can call tools. */
  tools: boolean | null;
  /** It sees images. */
  images: boolean | null;
  /** Tokens that the server reads at once, as it runs now: not what the model was trained for. */
  contextTokens: number | null;
}

/** The body of a JSON answer; null for anything else (nothing there, another program, too late, too large). */
export type Ask = (path: string, body?: unknown) => Promise<unknown>;

export interface LocalServerKind {
  name: string;
  /** Where it listens unless its owner says otherwise. */
  port: number;
  /** What to do about a context that is too short. */
  longerContext: string;
  /** Null: what answers is no server of this kind. */
  models(ask: Ask): Promise<LocalModel[] | null>;
}

/** Models of one server that are looked at: somebody may have a hundred. */
export const modelsMax = 200;

export function recordsOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord).slice(0, modelsMax) : [];
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const fieldOf = (value: unknown, ...path: string[]): unknown =>
  path.reduce((inner: unknown, name) => (isRecord(inner) ? inner[name] : undefined), value);

export const textOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

export const countOf = (value: unknown): number | null =>
  typeof value === "number" && Number.isInteger(value) && value > 0 ? value : null;

export const answerOf = (value: unknown): boolean | null => (typeof value === "boolean" ? value : null);
