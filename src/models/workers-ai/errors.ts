// Errors of Workers AI as errors of an OpenAI-compatible server. Codes: developers.cloudflare.com/workers-ai/platform/errors, July 2026.

export interface BindingError {
  status: number;
  code: string;
  message: string;
}

const unknownModel = { status: 404, code: "model_not_found" };

/** What each code means to the caller; for others the HTTP status decides. */
const meanings: Readonly<Record<string, { status: number; code?: string } | undefined>> = {
  // "You have used up your daily free allocation of 10,000 neurons."
  3036: { status: 429, code: "insufficient_quota" },
  // "No more data centers to forward the request to": listed as 429, but it is not a rate limit.
  3040: { status: 503 },
  3042: unknownModel,
  5007: unknownModel,
  // Private models, and models whose terms the account has not accepted.
  3041: unknownModel,
  5016: unknownModel,
  5018: unknownModel,
  3006: { status: 413, code: "context_length_exceeded" },
  3007: { status: 408 },
  3008: { status: 408 },
  3023: { status: 403 },
};

const fallbackStatus = 502;

export const refusal = ({ status, code, message }: BindingError): Response =>
  Response.json({ error: { message, type: "workers_ai_error", param: null, code } }, { status });

/** The body of a refusal: `{internalCode, description}`, `{errors: [{code, message}]}`, or anything. */
export function errorOf(text: string, status: number | null): BindingError {
  const body = parsed(text);
  const first = body?.errors?.[0];
  const code = textOf(body?.internalCode) || textOf(first?.code);
  const message = textOf(body?.description) || textOf(first?.message) || text;
  return { status: status ?? fallbackStatus, message, code, ...meanings[code] };
}

/** The binding's errors start with a code: "3040: No more data centers …". Null for other errors. */
export function thrownError(error: unknown): BindingError | null {
  if (!(error instanceof Error)) return null;
  const [, code, message] = /^(\d{4,5}): ([\s\S]*)$/.exec(error.message) ?? [];
  if (code !== undefined && message !== undefined) return { status: fallbackStatus, message, code, ...meanings[code] };
  const isUpstream = error.name === "InferenceUpstreamError" || error.name === "AiInternalError";
  return isUpstream ? { status: fallbackStatus, message: error.message, code: "" } : null;
}

interface ErrorBody {
  internalCode?: unknown;
  description?: unknown;
  errors?: { code?: unknown; message?: unknown }[] | null;
}

function parsed(text: string): ErrorBody | null {
  try {
    return JSON.parse(text) as ErrorBody | null;
  } catch {
    return null;
  }
}

const textOf = (value: unknown) => (typeof value === "string" || typeof value === "number" ? String(value) : "");
