// Use cases of messages: sent, listed, and changed or taken back while they wait.
import type { CreateMessageRequest } from "../protocol/requests.ts";
import type { Message } from "../protocol/resources.ts";
import type { AppGrant } from "./can.ts";
import { repeatKey } from "./idempotency.ts";
import type { Page } from "./page.ts";
import type { Ports } from "./ports.ts";
import { done, type Result, refuse } from "./result.ts";
import { type Sending, type Started, started } from "./waiting.ts";

export async function sendMessage(
  ports: Pick<Ports, "store" | "hub">,
  { actor, appId, record }: AppGrant<"message.send">,
  { content, mode }: CreateMessageRequest,
  { idempotencyKey, waitSeconds }: Sending,
): Promise<Result<Started & { message: Message }>> {
  const submitted = await ports.hub(appId).submit({
    userId: record.ownerId,
    app: null,
    content,
    mode,
    model: record.app.model,
    idempotency: await repeatKey(actor.userId, "messages", idempotencyKey, { content, mode }),
  });
  if (!submitted.ok) return submitted;
  const { message, version } = submitted.value;
  const run = await started(ports, version, waitSeconds);
  return run.ok ? done({ ...run.value, message }) : run;
}

/** Oldest first. `before`: a message's id, and only what is older. */
export async function listMessages(
  { store }: Pick<Ports, "store">,
  { appId }: AppGrant<"message.list">,
  { limit, before }: Page,
): Promise<Result<{ messages: Message[]; hasMore: boolean }>> {
  const from = before === undefined ? null : await store.findMessage(appId, before);
  if (before !== undefined && !from) return refuse("invalid_input", "before: there is no such message in this app.");
  const found = await store.listMessages(appId, limit + 1, from?.position ?? null);
  const hasMore = found.length > limit;
  // Oldest first: the one too many is the first.
  return done({ messages: hasMore ? found.slice(1) : found, hasMore });
}

const noMessage = refuse("not_found", "There is no such message in this app.");

export async function updateMessage(
  { store, hub }: Pick<Ports, "store" | "hub">,
  { appId }: AppGrant<"message.update">,
  messageId: string,
  { content }: { content: string },
): Promise<Result<Message>> {
  const found = await store.findMessage(appId, messageId);
  return found ? hub(appId).editMessage(messageId, content) : noMessage;
}

/** With the run that it would have started. */
export async function deleteMessage(
  { store, hub }: Pick<Ports, "store" | "hub">,
  { appId }: AppGrant<"message.delete">,
  messageId: string,
): Promise<Result<null>> {
  const found = await store.findMessage(appId, messageId);
  return found ? hub(appId).removeMessage(messageId) : noMessage;
}
