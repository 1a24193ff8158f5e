// A request that failed, in words for the person: what happened, and what helps.

export const unreachedCode = "unreachable";

/** `status` 0: the server was not reached. */
export class ApiError extends Error {
  readonly code: string;
  readonly hint: string;
  readonly status: number;
  /** Prompts that would be taken instead. */
  readonly suggestions: readonly string[];

  constructor(status: number, code: string, message: string, hint = "", suggestions: readonly string[] = []) {
    super(message);
    this.status = status;
    this.code = code;
    this.hint = hint;
    this.suggestions = suggestions;
  }
}

/** The server was asked and said no: asking again gets the same answer. */
export const isFinal = (error: unknown): boolean => error instanceof ApiError && error.status >= 400 && error.status < 500;

/** There was no answer. Once there is one, this error is out of date. */
export const isUnreached = (error: unknown): boolean => error instanceof ApiError && error.code === unreachedCode;
