// Requests to a hub and its answers: plain data, since it travels between objects. Expected failures are values.
import type { FilesChange, NewMessage, Retry } from "../../domain/ports.ts";
import { noSuchApp } from "../../domain/refusals.ts";
import { type Result, refused } from "../../domain/result.ts";

/** What a hub needs with each request: its app's id, which a new hub does not know, and the client's origin, for preview addresses. */
interface Asked {
  appId: string;
  origin: string;
}

export interface SubmitInput extends NewMessage, Asked {}

export interface FilesInput extends FilesChange, Asked {}

export interface RetryInput extends Retry, Asked {}

export const gone: Result<never> = refused(noSuchApp);

/** The hub has stored it and the alarm will retry: nothing is lost, the database only lags behind. */
export const notStoredYet: Result<never> = refused({
  code: "unavailable",
  message: "The change is saved, but the database did not answer.",
  hint: "It will appear in a moment: read the app again.",
});

export const messageNotStoredYet: Result<never> = refused({
  code: "unavailable",
  message: "The message is saved, but the database did not answer.",
  hint: "Send the same request with the same Idempotency-Key again in a moment.",
});

/** The stored state was written by newer software before a rollback, or a step between forms failed. */
export const unreadable: Result<never> = refused({
  code: "unavailable",
  message: "This version of Edgewright is too old to open this app.",
  hint: "Nothing is lost. Try again later. The server's log tells its operator what to do.",
});
