// Who asks: read off a cookie or a key by `auth`, and judged by `can`.

/** What a key may be limited to. As the auth library stores it: `{ apps: ["read", "build"] }`. */
export const scopes = ["apps:read", "apps:build", "apps:delete", "account:read", "account:delete"] as const;

export type Scope = (typeof scopes)[number];

/** A person in a browser. A guest is known by a cookie alone, an operator also looks after the server. */
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

/** What a caller showed to be let in. */
export type Credential = { kind: "session" | "key"; id: string };

export const credentialOf = (actor: SignedIn): Credential =>
  actor.kind === "key" ? { kind: "key", id: actor.keyId } : { kind: "session", id: actor.sessionId };

/** The scopes of a key as they are stored. A key without any was made before there were some, and may do all that its owner may. */
export function scopesOf(stored: Readonly<Record<string, readonly string[]>> | null | undefined): readonly Scope[] {
  if (!stored) return scopes;
  const names = new Set(Object.entries(stored).flatMap(([on, verbs]) => verbs.map((verb) => `${on}:${verb}`)));
  return scopes.filter((scope) => names.has(scope));
}
