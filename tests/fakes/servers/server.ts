// A server's dialect: what it refuses, in its own words, and how it says an answer. One small file a server; facts with their sources in each.
import type { ChatRequest } from "../scenario.ts";
import type { Identity, WireForm } from "../wire-form.ts";

export interface Asked {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: ChatRequest;
}

/** An answer that is not a completion: an error in the server's form, or one of its lists. */
export interface Page {
  status: number;
  headers?: Record<string, string>;
  body: unknown;
}

export interface Refusal extends Page {
  /** What it is about, for tests: "max_tokens", "roles", … */
  about: string;
}

/** Ways in which a server fails for good: a person has to do something. */
export type Failure = "key" | "unknown model" | "too long";

export interface Server {
  name: string;
  /** Where its API begins, as an operator writes it behind the host. */
  basePath: string;
  /** Path of completions behind it; "/chat/completions" where not given. */
  completions?: string;
  /** Names of its models; flows run on each of them. */
  models: readonly string[];
  /** What it refuses and nobody can know beforehand: a client may be refused for each once, and then knows. */
  learned: readonly string[];
  /** Whether a person sees what the model thinks. */
  showsThoughts(model: string): boolean;
  form(identity: Identity, request: ChatRequest): WireForm;
  refuses(asked: Asked): Refusal | null;
  fails(failure: Failure, asked: Asked): Page;
  /** Its lists and pages beside completions, by the whole path; null: there is no such thing. */
  page(method: string, path: string): Page | null;
  /** What it says to a path that it does not have. */
  missing(method: string, path: string): Page;
}

export const completionsPath = ({ basePath, completions = "/chat/completions" }: Server): string => basePath + completions;

/** The first that refuses. */
export function firstRefusal(...refusals: readonly (() => Refusal | null)[]): Refusal | null {
  for (const refuses of refusals) {
    const refusal = refuses();
    if (refusal) return refusal;
  }
  return null;
}

/** OpenAI's list, which most servers have. */
export const modelList = (models: readonly string[], more: Record<string, unknown> = {}): Page => ({
  status: 200,
  body: { object: "list", data: models.map((id) => ({ id, object: "model", created: 1_764_000_000, ...more })) },
});
