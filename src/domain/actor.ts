// Who is asking: `auth` reads it from a cookie or a key, `can` decides what they may do.

/** Scopes a key may be limited to. The auth library stores them as `{ apps: ["read", "build"] }`. */
export const scopes = ["apps:read", "apps:build", "apps:delete", "account:read", "account:delete"] as const;

export type Scope = (typeof scopes)[number];

/** A person in a browser. A guest is identified by a cookie alone; an operator also looks after the server. */
export interface Person {
  kind: "guest" | "user" | "operator";
  userId: string;
  sessionId: string;
}

/** A program that acts for the person who made its key. */
export interface Key {
  kind: "key";
  userId: string;
  keyId: string;
  scopes: readonly Scope[];
}

export type SignedIn = Person | Key;

export type Actor = { kind: "nobody" } | SignedIn;

export const nobody: Actor = { kind: "nobody" };

/** The credential a caller presented. */
export type Credential = { kind: "session" | "key"; id: string };

export const credentialOf = (actor: SignedIn): Credential =>
  actor.kind === "key" ? { kind: "key", id: actor.keyId } : { kind: "session", id: actor.sessionId };

/** A key's stored scopes. A key without any is older than scopes, and may do whatever its owner may. */
export function scopesOf(stored: Readonly<Record<string, readonly string[]>> | null | undefined): readonly Scope[] {
  if (!stored) return scopes;
  const names = new Set(Object.entries(stored).flatMap(([on, verbs]) => verbs.map((verb) => `${on}:${verb}`)));
  return scopes.filter((scope) => names.has(scope));
}
