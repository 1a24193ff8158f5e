// The API for the web chat, typed by the server's own routes. Only this module renews the guest session.
import { type ClientResponse, hc } from "hono/client";
import type { Api } from "../../api/index.ts";
import type { ErrorBody } from "../../protocol/errors.ts";
import type { CreateAppRequest, Mode, UpdateAppRequest } from "../../protocol/requests.ts";
import type { Snapshot } from "../model/index.ts";
import { ApiError, unreachedCode } from "../requests/api-error.ts";
import { newIdempotencyKey } from "../requests/idempotency-key.ts";
import { notReached, reached } from "../requests/reach.ts";
import { ensureSession, forgetSession } from "./session.ts";

/** The most entries that one page of the API can hold. */
const pageEntries = "200";
const recentApps = "30";

/** Pauses before repeating a request that did not reach the server, milliseconds. Only reads and keyed writes are safe to repeat. */
const networkRetryMs = [400, 1_600];

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function answered(input: RequestInfo | URL, init: RequestInit | undefined): Promise<Response> {
  const response = await fetch(input, init);
  reached();
  return response;
}

async function reach(input: RequestInfo | URL, init: RequestInit | undefined): Promise<Response> {
  const headers = new Headers(init?.headers);
  const repeatable = (init?.method ?? "GET") === "GET" || headers.has("Idempotency-Key");
  for (const waitMs of repeatable ? networkRetryMs : []) {
    try {
      return await answered(input, init);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      await pause(waitMs);
    }
  }
  try {
    return await answered(input, init);
  } catch {
    notReached();
    const hint = navigator.onLine ? "Try again in a moment." : "You are offline. Try again when the connection is back.";
    throw new ApiError(0, unreachedCode, "Edgewright did not answer.", hint);
  }
}

/** Guests do not sign in: the first request creates the session, and so does one that finds it expired. */
async function fetchAsGuest(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  await ensureSession();
  const response = await reach(input, init);
  if (response.status !== 401) return response;
  forgetSession();
  await ensureSession();
  return reach(input, init);
}

const client = hc<Api>("/", { fetch: fetchAsGuest }).api;

export async function failure(response: { status: number; json(): Promise<unknown> }): Promise<ApiError> {
  try {
    const { error } = (await response.json()) as ErrorBody;
    return new ApiError(response.status, error.code, error.message, error.hint, error.suggestions);
  } catch {
    // Not our JSON: it comes from a proxy, or from a server that is starting.
    return new ApiError(
      response.status,
      "unexpected",
      `The server answered with status ${response.status}.`,
      "Try again in a moment.",
    );
  }
}

async function answer<T>(request: Promise<ClientResponse<T>>): Promise<T> {
  const response = await request;
  if (!response.ok) throw await failure(response);
  return (await response.json()) as T;
}

/** For requests whose answer has no body. */
async function done(request: Promise<ClientResponse<unknown>>): Promise<void> {
  const response = await request;
  if (!response.ok) throw await failure(response);
}

const ofApp = client.apps[":id"];
const ofVersion = ofApp.versions[":ref"];
const keyed = (idempotencyKey: string) => ({ headers: { "Idempotency-Key": idempotencyKey } });

export const readAccount = async () => (await answer(client.account.$get())).account;
export const deleteAccount = () => done(client.account.$delete());

export const listModels = async () => (await answer(client.models.$get())).models;
/** Apps in pages, most recently changed first; `cursor` is the previous page's `next_cursor`. */
export const listApps = (cursor?: string, limit: string = recentApps) =>
  answer(client.apps.$get({ query: { limit, ...(cursor === undefined ? {} : { cursor }) } }));

export const createApp = (json: CreateAppRequest, idempotencyKey: string) =>
  answer(client.apps.$post({ json }, keyed(idempotencyKey)));

export const updateApp = (id: string, json: UpdateAppRequest) => answer(ofApp.$patch({ param: { id }, json }));

export const renewPreviewLink = (id: string) => answer(ofApp["preview-link"].$post({ param: { id } }));

export const deleteApp = (id: string) => done(ofApp.$delete({ param: { id } }));

/** The newest entries of a list, or those before the entry with the id `before`. */
const pageOf = (id: string, before?: string) => ({
  param: { id },
  query: { limit: pageEntries, ...(before === undefined ? {} : { before }) },
});
/** A full page: there may be more before it. */
export const isFullPage = (entries: readonly unknown[]) => entries.length >= Number(pageEntries);

export const listMessages = async (id: string, before?: string) =>
  (await answer(ofApp.messages.$get(pageOf(id, before)))).messages;
export const listVersions = async (id: string, before?: string) =>
  (await answer(ofApp.versions.$get(pageOf(id, before)))).versions;

export async function readSnapshot(id: string): Promise<Snapshot> {
  const [{ app }, messages, versions] = await Promise.all([
    answer(ofApp.$get({ param: { id } })),
    listMessages(id),
    listVersions(id),
  ]);
  return { app, messages, versions };
}

export const sendMessage = (id: string, content: string, mode: Mode, idempotencyKey: string) =>
  answer(ofApp.messages.$post({ param: { id }, json: { content, mode } }, keyed(idempotencyKey)));

const ofMessage = ofApp.messages[":message_id"];

export const editMessage = (id: string, messageId: string, content: string) =>
  answer(ofMessage.$patch({ param: { id, message_id: messageId }, json: { content } }));

export const removeMessage = (id: string, messageId: string) => done(ofMessage.$delete({ param: { id, message_id: messageId } }));

export const cancelRun = (id: string, ref: string) => answer(ofVersion.cancel.$post({ param: { id, ref } }));
export const retryRun = (id: string, ref: string) =>
  answer(ofVersion.retry.$post({ param: { id, ref } }, keyed(newIdempotencyKey())));
export const restoreVersion = (id: string, ref: string) =>
  answer(ofVersion.restore.$post({ param: { id, ref } }, keyed(newIdempotencyKey())));
export const listFiles = async (id: string, ref: string) =>
  (await answer(ofVersion.files.$get({ param: { id, ref }, query: {} }))).files;
export const readDiff = async (id: string, ref: string) =>
  (await answer(ofVersion.diff.$get({ param: { id, ref }, query: {} }))).files;

async function readContent(id: string, ref: string, path: string): Promise<Response> {
  // By hand: the typed client cannot express a path that spans segments.
  const address = path.split("/").map(encodeURIComponent).join("/");
  const response = await fetchAsGuest(`/api/apps/${id}/versions/${ref}/files/${address}`);
  if (!response.ok) throw await failure(response);
  return response;
}

export const readFile = async (id: string, ref: string, path: string) => (await readContent(id, ref, path)).text();
export const readBytes = async (id: string, ref: string, path: string) => (await readContent(id, ref, path)).blob();
