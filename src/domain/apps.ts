// Use cases of apps: create (with the first message), list, read, change, delete.
import { newPreviewKey } from "../protocol/preview-link.ts";
import type { CreateAppRequest, UpdateAppRequest } from "../protocol/requests.ts";
import type { App, Message, Usage } from "../protocol/resources.ts";
import type { AppGrant, OwnGrant } from "./can.ts";
import { appIdFor, repeatKey } from "./idempotency.ts";
import { requireOffered, requirePrepared } from "./models.ts";
import type { AppFields, Ports } from "./ports.ts";
import { done, type Result, refuse } from "./result.ts";
import { titleFrom } from "./title.ts";
import { deletedMeanwhile, type Sending, type Started, started } from "./waiting.ts";

export async function createApp(
  ports: Ports,
  { actor }: OwnGrant<"app.create">,
  { prompt, name, model = "", mode }: CreateAppRequest,
  { idempotencyKey, waitSeconds }: Sending,
): Promise<Result<Started & { app: App; message: Message }>> {
  const offered = requireOffered(ports.models, model);
  if (!offered.ok) return offered;
  const prepared = requirePrepared(ports.models, prompt);
  if (!prepared.ok) return prepared;
  const appId = await appIdFor(actor.userId, idempotencyKey);
  const submitted = await ports.hub(appId).submit({
    userId: actor.userId,
    app: { name: name ?? titleFrom(prompt), nameGiven: name !== undefined },
    content: prompt,
    mode,
    model,
    idempotency: await repeatKey(actor.userId, "apps", idempotencyKey, { prompt, name, model, mode }),
  });
  if (!submitted.ok) return submitted;
  const { app, message, version } = submitted.value;
  if (!app) throw new Error(`The hub answered app ${appId} without its record.`);
  const run = await started(ports, version, waitSeconds);
  if (!run.ok || !run.value.waited) return run.ok ? done({ ...run.value, app, message }) : run;
  const found = await ports.store.findApp(appId);
  return found ? done({ ...run.value, app: found.app, message }) : deletedMeanwhile;
}

/** A page of the caller's apps. `cursor`: where the previous page ended, as the server returned it. */
export async function listApps(
  { store }: Pick<Ports, "store">,
  { actor }: OwnGrant<"app.list">,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Result<{ apps: App[]; nextCursor: string | null }>> {
  const before = cursor === undefined ? null : readCursor(cursor);
  if (cursor !== undefined && !before)
    return refuse("invalid_input", "The cursor is not valid.", "Send next_cursor from the previous page, unchanged.");
  const found = await store.listApps(actor.userId, limit + 1, before);
  const apps = found.slice(0, limit);
  const last = apps.at(-1);
  const nextCursor = found.length > limit && last ? `${Date.parse(last.updated_at)}.${last.id}` : null;
  return done({ apps, nextCursor });
}

function readCursor(cursor: string): { updatedAtMs: number; id: string } | null {
  const match = /^(\d{1,15})\.([a-z2-7]+)$/.exec(cursor);
  return match?.[1] && match[2] ? { updatedAtMs: Number(match[1]), id: match[2] } : null;
}

export async function readApp(
  { store }: Pick<Ports, "store">,
  { appId, record }: AppGrant<"app.read">,
): Promise<Result<{ app: App; usage: Usage | null }>> {
  return done({ app: record.app, usage: await store.usageOfApp(appId) });
}

export async function updateApp(
  { hub, models }: Pick<Ports, "hub" | "models">,
  { appId, record: { app } }: AppGrant<"app.update">,
  { public_values: publicValues, ...texts }: UpdateAppRequest,
): Promise<Result<App>> {
  const fields = { ...texts, ...(publicValues === undefined ? {} : { publicValues }) };
  const offered = requireOffered(models, texts.model);
  if (!offered.ok) return offered;
  return changesNothing(fields, app) ? done(app) : hub(appId).updateApp(fields);
}

/** Setting the name an app already has still matters during a run: the run will not choose another. */
function changesNothing(fields: AppFields, app: App): boolean {
  if (app.status === "generating" && fields.name !== undefined) return false;
  const same = <T>(wanted: T | undefined, present: T) => wanted === undefined || wanted === present;
  const sameTexts = same(fields.name, app.name) && same(fields.description, app.description) && same(fields.model, app.model);
  return sameTexts && (fields.publicValues === undefined || sameValues(fields.publicValues, app.public_values));
}

function sameValues(wanted: Record<string, string>, present: Record<string, string>): boolean {
  const names = Object.keys(wanted);
  return names.length === Object.keys(present).length && names.every((name) => wanted[name] === present[name]);
}

/** The old preview address stops working, for every version. */
export function renewPreviewLink({ hub }: Pick<Ports, "hub">, { appId }: AppGrant<"app.renew_link">): Promise<Result<App>> {
  return hub(appId).updateApp({ previewKey: newPreviewKey() });
}

/** Deletes everything of the app and stops its run. */
export function deleteApp({ hub }: Pick<Ports, "hub">, { appId }: AppGrant<"app.delete">): Promise<Result<null>> {
  return hub(appId).destroyApp();
}
