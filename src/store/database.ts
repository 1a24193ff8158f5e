// Opens D1 through drizzle, and knows which of its failures are passing.
import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";
import * as schema from "./schema.ts";

export type Database = DrizzleD1Database<typeof schema>;

export function openDatabase(binding: D1Database): Database {
  return drizzle(binding, { schema });
}

/** From Cloudflare's documentation of D1 errors: worth a retry if the statement may be repeated. */
const transientTexts = [
  "Network connection lost",
  "storage caused object to be reset",
  "reset because its code was updated",
  "Cannot resolve D1 DB due to transient issue",
];

const retryDelaysMs = [50, 200, 800];

function messages(error: unknown): string {
  const parts: string[] = [];
  for (let current = error; current instanceof Error; current = current.cause) parts.push(current.message);
  return parts.join(" | ");
}

/** True for the error of a query against a database without our tables. */
export function isNotMigrated(error: unknown): boolean {
  return /no such (table|column)/.test(messages(error));
}

/** True for the error of a row whose owner (user, app) does not exist. */
export function isOrphan(error: unknown): boolean {
  return messages(error).includes("FOREIGN KEY constraint failed");
}

/** Runs idempotent database work, and retries it with jitter when D1 fails in a way documented as passing. */
export async function withRetry<T>(work: () => Promise<T>): Promise<T> {
  for (const delayMs of retryDelaysMs) {
    try {
      return await work();
    } catch (error) {
      const text = messages(error);
      if (!transientTexts.some((transient) => text.includes(transient))) throw error;
      await scheduler.wait(delayMs * (0.5 + Math.random()));
    }
  }
  return work();
}
