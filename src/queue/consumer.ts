// The queue's consumer: hands each pointer to its app's hub and is done. Short on purpose: a long batch holds up every message behind it.
import type { Env } from "../env.ts";
import type { RunPointer } from "../hub/contract/run-stream.ts";

const deadQueue = "edgewright-runs-dead";
/** Wait before the first redelivery of a message, seconds; doubled each time. */
const retryDelaySeconds = 2;

export async function consume(batch: MessageBatch<RunPointer>, env: Env): Promise<void> {
  await Promise.all(batch.messages.map((message) => deliver(message, env, batch.queue === deadQueue)));
}

async function deliver(message: Message<RunPointer>, env: Env, dead: boolean): Promise<void> {
  const pointer = message.body;
  try {
    const hub = env.APP_HUB.getByName(pointer.app_id);
    await (dead ? hub.deadLetter(pointer) : hub.start(pointer));
    message.ack();
  } catch (error) {
    console.error(
      JSON.stringify({ event: "queue.delivery_failed", dead, ...pointer, attempt: message.attempts, error: String(error) }),
    );
    message.retry({ delaySeconds: retryDelaySeconds * 2 ** (message.attempts - 1) });
  }
}
