// What others ask of a hub and what it answers: plain data, since it travels between objects. Expected failures are values.
import type { FilesChange, NewMessage, Retry } from "../../domain/ports.ts";
import { type Result, refused } from "../../domain/result.ts";

/** What a hub needs besides: which app it is, before it has heard of it, and the origin that the client used, which preview addresses start from. */
interface Asked {
  appId: string;
  origin: string;
}

export interface SubmitInput extends NewMessage, Asked {}

export interface FilesInput extends FilesChange, Asked {}

export interface RetryInput extends Retry, Asked {}

export const gone: Result<never> = refused({ code: "not_found", message: "There is no such app." });

/** The hub has it and the alarm repeats it: nothing is lost, only the database is behind. */
export const notStoredYet: Result<never> = refused({
  code: "unavailable",
  message: "It is kept, but the database did not answer.",
  hint: "It will be stored in a moment: read the app again.",
});

export const messageNotStoredYet: Result<never> = refused({
  code: "unavailable",
  message: "The message is kept, but the database did not answer.",
  hint: "Send the same request with the same Idempotency-Key again in a moment.",
});

/** What is stored was written by newer software, before a deployment was rolled back. */
export const newerForm: Result<never> = refused({
  code: "unavailable",
  message: "This app was last used by a newer version of Edgewright, which is not running here now.",
  hint: "Nothing is lost. Try again later; whoever runs this server has to deploy the newer version again.",
});
