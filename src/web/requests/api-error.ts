// A failed request in words for the person: what happened, and what helps.

export const unreachedCode = "unreachable";

/** `status` 0: the server was not reached. */
export class ApiError extends Error {
  readonly code: string;
  readonly hint: string;
  readonly status: number;
  /** Prompts that the server would accept instead. */
  readonly suggestions: readonly string[];

  constructor(status: number, code: string, message: string, hint = "", suggestions: readonly string[] = []) {
    super(message);
    this.status = status;
    this.code = code;
    this.hint = hint;
    this.suggestions = suggestions;
  }
}

/** The server refused: asking again would get the same answer. */
export const isFinal = (error: unknown): boolean => error instanceof ApiError && error.status >= 400 && error.status < 500;

/** There was no answer. Once the server answers again, this error is out of date. */
export const isUnreached = (error: unknown): boolean => error instanceof ApiError && error.code === unreachedCode;
