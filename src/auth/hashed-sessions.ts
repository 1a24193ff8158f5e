// Sessions are stored under a hash of their token, so that reading the database gives nobody a session. The auth library stores the token itself;
// this layer between it and its tables replaces token by hash in every write and look-up.

import { createHash } from "node:crypto";
import type { DBAdapter, DBAdapterInstance, DBTransactionAdapter, Where } from "@better-auth/core/db/adapter";

/** No token has a colon, so a stored hash can never be taken for a token. */
const prefix = "sha256:";

/** A token has 190 random bits, so its hash needs no salt. */
const hashed = (token: string): string => prefix + createHash("sha256").update(token).digest("base64url");

/** A condition on tokens, turned into one on stored hashes. */
function storedWhere(where: Where): Where {
  if (where.field !== "token") return where;
  const { value } = where;
  if (typeof value === "string") return { ...where, value: hashed(value) };
  return Array.isArray(value) ? { ...where, value: value.map((token) => hashed(String(token))) } : where;
}

/** The token a call looks up, if it is a single one. */
const tokenOf = (where: readonly Where[] = []): string | null => {
  const value = where.find(({ field }) => field === "token")?.value;
  return typeof value === "string" ? value : null;
};

interface Call {
  model: string;
  where?: Where[] | undefined;
}

const stored = <C extends Call>(call: C): C =>
  call.model === "session" && call.where ? { ...call, where: call.where.map(storedWhere) } : call;

/** The library continues with the token it asked for. */
function asAsked<Row>(row: Row, call: Call): Row {
  const token = call.model === "session" ? tokenOf(call.where) : null;
  return row && token !== null ? { ...row, token } : row;
}

/** A session from before tokens were hashed: hashes its token now. A stored hash never finds itself. */
async function findUnhashed<T>(inner: DBTransactionAdapter, call: Parameters<typeof inner.findOne>[0]): Promise<T | null> {
  const token = call.model === "session" ? tokenOf(call.where) : null;
  if (token === null || token.startsWith(prefix)) return null;
  const row = await inner.findOne<T>(call);
  // Another request may have hashed it between our two look-ups: the guest must not lose the session.
  if (!row) return inner.findOne<T>(stored(call));
  await inner.update({ model: call.model, where: call.where, update: { token: hashed(token) } });
  return row;
}

type Creation<T> = Omit<Parameters<DBTransactionAdapter["create"]>[0], "data"> & { data: Omit<T, "id"> };

function hashTokens(inner: DBTransactionAdapter): DBTransactionAdapter {
  return {
    ...inner,
    async create<T extends Record<string, unknown>, R = T>(call: Creation<T>): Promise<R> {
      if (call.model !== "session" || !("token" in call.data)) return inner.create<T, R>(call);
      const { token } = call.data;
      const row = await inner.create<T, R>({ ...call, data: { ...call.data, token: hashed(String(token)) } });
      return { ...row, token };
    },
    async findOne<T>(call: Parameters<typeof inner.findOne>[0]): Promise<T | null> {
      return asAsked((await inner.findOne<T>(stored(call))) ?? (await findUnhashed<T>(inner, call)), call);
    },
    async findMany<T>(call: Parameters<typeof inner.findMany>[0]): Promise<T[]> {
      return (await inner.findMany<T>(stored(call))).map((row) => asAsked(row, call));
    },
    update: async (call) => asAsked(await inner.update(stored(call)), call),
    consumeOne: async (call) => asAsked(await inner.consumeOne(stored(call)), call),
    incrementOne: async (call) => asAsked(await inner.incrementOne(stored(call)), call),
    count: (call) => inner.count(stored(call)),
    updateMany: (call) => inner.updateMany(stored(call)),
    delete: (call) => inner.delete(stored(call)),
    deleteMany: (call) => inner.deleteMany(stored(call)),
  };
}

export function withHashedSessions(make: DBAdapterInstance): DBAdapterInstance {
  return (options): DBAdapter => {
    const inner = make(options);
    return { ...inner, ...hashTokens(inner), transaction: (work) => inner.transaction((one) => work(hashTokens(one))) };
  };
}
