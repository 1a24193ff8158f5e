// The server's own secret: from the environment, else made once and kept in D1, so that a fresh machine needs no configuration.
import { eq } from "drizzle-orm";
import { hex } from "../protocol/content.ts";
import type { Database } from "./database.ts";
import { settings } from "./schema.ts";

const secretKey = "auth_secret";
const secretBytes = 32;

/** An isolate keeps it: it never changes while the database lives. */
const generated = new WeakMap<object, string>();

/** The secret that signs sessions. Empty counts as not set. */
export async function serverSecret(db: Database, owner: object, configured: string | undefined): Promise<string> {
  if (configured?.trim()) return configured.trim();
  const known = generated.get(owner);
  if (known) return known;
  const fresh = hex(crypto.getRandomValues(new Uint8Array(secretBytes)));
  // Two isolates may start at once: the first one's value stays, both read it back.
  await db.insert(settings).values({ key: secretKey, value: fresh }).onConflictDoNothing();
  const [row] = await db.select().from(settings).where(eq(settings.key, secretKey));
  if (!row) throw new Error("The generated secret could not be read back from D1.");
  generated.set(owner, row.value);
  return row.value;
}
