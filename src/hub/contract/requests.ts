// What others ask of a hub and what it answers: plain data, since it travels between objects. Expected failures are values.
import { type Result, refused } from "../../domain/result.ts";
import type { Notice } from "../../protocol/resources.ts";
import type { Outcome } from "./run-stream.ts";

/** A key that makes a repeated request the same request, and what it was sent with; hashes both. */
export interface Idempotency {
  key: string;
  request: string;
}

export interface SubmitInput {
  appId: string;
  userId: string;
  /** Set for the first message only: the app to create. `nameGiven` keeps the model from renaming it. */
  app: { name: string; nameGiven: boolean } | null;
  content: string;
  mode: "build" | "ask";
  model: string;
  /** Origin that the client used. */
  origin: string;
  idempotency: Idempotency | null;
}

export interface FilesInput {
  appId: string;
  origin: string;
  kind: "restore" | "edit";
  summary: string;
  restoredFrom?: number;
  /** What is known of the files already. */
  notices?: Notice[];
  written: Outcome["written"];
  modified: string[];
  deleted: string[];
  /** Number that the change was made from; anything newer wins. */
  expectedNumber: number;
  idempotency: Idempotency | null;
}

export interface RetryInput {
  appId: string;
  versionId: string;
  model: string;
  origin: string;
  idempotency: Idempotency | null;
}

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
