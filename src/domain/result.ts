// What a use case returns: a value, or an expected failure with advice. Adapters translate it to their wire; only bugs throw.
import type { Problem } from "../protocol/errors.ts";

export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export const done = <T>(value: T): Result<T> => ({ ok: true, value });

export const refused = (problem: Problem): Result<never> => ({ ok: false, problem });

export function refuse(code: Problem["code"], message: string, hint?: string): Result<never> {
  return refused({ code, message, ...(hint === undefined ? {} : { hint }) });
}
