// The people: each sends the messages of one app in order, stops some of them, and repeats with the same key whatever a kill left unanswered.
import { setTimeout as sleep } from "node:timers/promises";
import type { App, Message, Version } from "../../src/protocol/resources.ts";
import { nameOf, type PlannedRun } from "./plan.ts";
import type { Site } from "./site.ts";
import { promptOf } from "./story.ts";

export interface Submitted {
  appId: string;
  messageId: string;
  versionId: string;
}

/** How a cancel was answered: 202 has stopped the run, 200 says how it had ended before. */
export interface Cancelled {
  status: number;
  ended: Version["status"];
  /** The server's life after which the run was stopped for certain: that of the answer, or of an earlier request that was not answered. */
  life: number;
}

export interface Person {
  /** Resolves once the server has answered. Messages of a person go one after the other. */
  send(run: PlannedRun): Promise<Submitted>;
  cancel(submitted: Submitted): Promise<Cancelled>;
}

export interface PersonOptions {
  site: Site;
  key: string;
  /** Called as soon as a message is on its way. */
  onSubmit(run: PlannedRun): void;
  onProblem(what: string): void;
}

/** Null when there was no answer, or none that counts. */
async function attempt<T>(address: string, request: RequestInit): Promise<{ status: number; body: T } | null> {
  try {
    const response = await fetch(address, request);
    // "Kept, but not stored yet": to be asked again, as its hint says.
    return response.status === 503 ? null : { status: response.status, body: (await response.json()) as T };
  } catch (error) {
    // What fetch throws when the connection breaks, before the answer or within it.
    if (error instanceof TypeError) return null;
    throw error;
  }
}

interface Answer<T> {
  status: number;
  body: T;
  /** Life in which the last request before this one stayed without an answer. */
  unansweredInLife: number | null;
}

/** Before a request is repeated, milliseconds. */
const againMs = 200;

export function createPerson({ site, key, onSubmit, onProblem }: PersonOptions): Person {
  let appId: string | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  async function ask<T>(path: string, body?: unknown, idempotencyKey?: string, onSent?: () => void): Promise<Answer<T>> {
    const request = {
      method: "POST",
      headers: {
        Authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...(idempotencyKey === undefined ? {} : { "Idempotency-Key": idempotencyKey }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    let unansweredInLife: number | null = null;
    for (;;) {
      await site.up();
      const life = site.life();
      const answering = attempt<T>(`${site.url}${path}`, request);
      onSent?.();
      const answer = await answering;
      if (answer) return { ...answer, unansweredInLife };
      unansweredInLife = life;
      await sleep(againMs);
    }
  }

  async function submit(run: PlannedRun): Promise<Submitted> {
    const [path, body] =
      run.index === 0 ? ["/api/apps", { prompt: promptOf(run) }] : [`/api/apps/${appId}/messages`, { content: promptOf(run) }];
    const answer = await ask<{ app?: App; message: Message; version: Version }>(path, body, `torture ${nameOf(run)}`, () =>
      onSubmit(run),
    );
    if (answer.status !== 202)
      throw new Error(`run ${nameOf(run)}: its submit was answered ${answer.status} ${JSON.stringify(answer.body)}`);
    const { message, version } = answer.body;
    appId = version.app_id;
    return { appId, messageId: message.id, versionId: version.id };
  }

  async function repeatLater(run: PlannedRun, first: Submitted): Promise<void> {
    await site.over();
    const again = await submit(run);
    if (JSON.stringify(again) !== JSON.stringify(first))
      onProblem(`run ${nameOf(run)}: the same key was answered ${JSON.stringify(first)}, later ${JSON.stringify(again)}`);
  }

  return {
    send(run) {
      const sent = turn.then(() => sleep(run.sendAfterMs)).then(() => submit(run));
      // A submit that failed is told by `sent`; the next message does not depend on it.
      turn = sent.catch(() => null);
      void sent
        .then((first) => (run.repeated ? repeatLater(run, first) : undefined))
        .catch((error: unknown) => onProblem(String(error)));
      return sent;
    },
    async cancel({ appId, versionId }) {
      const answer = await ask<{ version: Version }>(`/api/apps/${appId}/versions/${versionId}/cancel`);
      if (answer.status !== 202 && answer.status !== 200)
        throw new Error(`a cancel was answered ${answer.status} ${JSON.stringify(answer.body)}`);
      const { status, body, unansweredInLife } = answer;
      const life = status === 202 ? null : unansweredInLife;
      return { status, ended: body.version.status, life: life ?? site.life() };
    },
  };
}
