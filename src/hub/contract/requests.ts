// What others ask of a hub and what it answers: plain data, since it travels between objects. Expected failures are values.
import type { FilesChange, NewMessage, Retry } from "../../domain/ports.ts";
import { noSuchApp } from "../../domain/refusals.ts";
import { type Result, refused } from "../../domain/result.ts";

/** What a hub needs besides: which app it is, before it has heard of it, and the origin that the client used, which preview addresses start from. */
interface Asked {
  appId: string;
  origin: string;
}

export interface SubmitInput extends NewMessage, Asked {}

export interface FilesInput extends FilesChange, Asked {}

export interface RetryInput extends Retry, Asked {}

export const gone: Result<never> = refused(noSuchApp);

/** The hub has it and the alarm repeats it: nothing is lost, only the database is behind. */
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

/** What is stored was written by newer software, before a deployment was rolled back, or a step between forms fails. */
export const unreadable: Result<never> = refused({
  code: "unavailable",
  message: "This version of Edgewright is too old to open this app.",
  hint: "Nothing is lost. Try again later. The server's log tells its operator what to do.",
});
