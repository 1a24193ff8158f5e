// The one gate: who may do what with which app. No other module compares a user with an owner. A permitted caller gets a grant, and each use case
// takes the grant for its action, so none can bypass the gate.
import { type ActionName, type AppAction, type OwnAction, ruleOf } from "./actions.ts";
import type { Actor, Scope, SignedIn } from "./actor.ts";
import type { AppRecord, Store } from "./ports.ts";
import { noSuchApp } from "./refusals.ts";
import { done, type Result, refuse, refused } from "./result.ts";

export type Denial = "signed_out" | "takes_session" | "lacks_scope" | "not_theirs";

export type Decision = { ok: true } | { ok: false; reason: Denial };

const allowed: Decision = { ok: true };
const denied = (reason: Denial): Decision => ({ ok: false, reason });

/** `app`: the app the action is on; null when there is none. */
export function can(actor: Actor, action: ActionName, app: { ownerId: string } | null = null): Decision {
  const rule = ruleOf(action);
  switch (rule.who) {
    case "anyone":
      return allowed;
    case "session":
      return actor.kind === "key" ? denied("takes_session") : allowed;
    case "signed_in":
      return actor.kind === "nobody" ? denied("signed_out") : withScope(actor, rule.scope);
    case "owner": {
      if (actor.kind === "nobody") return denied("signed_out");
      if (!app) return denied("not_theirs");
      if (app.ownerId === actor.userId) return withScope(actor, rule.scope);
      return actor.kind === "operator" && rule.operators ? allowed : denied("not_theirs");
    }
  }
}

function withScope(actor: SignedIn, scope: Scope): Decision {
  return actor.kind !== "key" || actor.scopes.includes(scope) ? allowed : denied("lacks_scope");
}

/** The refusal for the caller. An app that is not theirs gets the same answer as one that never existed. */
export function refuseDenied(reason: Denial): Result<never> {
  switch (reason) {
    case "signed_out": {
      const hint = "Start a guest session with POST /api/auth/sign-in/anonymous, or send an API key as a bearer token.";
      return refuse("unauthorized", "Sign in first.", hint);
    }
    case "takes_session": {
      const hint = "Call it with the session's cookie and no Authorization header.";
      return refuse("unauthorized", "This needs a session. An API key is not enough.", hint);
    }
    case "lacks_scope":
      return refuse("unauthorized", "This API key may not do that.", "Use a key with this permission.");
    case "not_theirs":
      return refused(noSuchApp);
  }
}

/** The right of an actor to one action on themselves. */
class Own<A extends OwnAction> {
  // Makes the type nominal: only this module makes one.
  readonly #granted = true;
  readonly action: A;
  readonly actor: SignedIn;

  constructor(action: A, actor: SignedIn) {
    this.action = action;
    this.actor = actor;
  }

  isFor<B extends OwnAction>(action: B): this is Own<B> {
    return this.#granted && this.action === (action as OwnAction);
  }
}

/** The right of an actor to one action on one app, as the app was when they asked. */
class OnApp<A extends AppAction> {
  readonly #granted = true;
  readonly action: A;
  readonly actor: SignedIn;
  readonly record: AppRecord;

  constructor(action: A, actor: SignedIn, record: AppRecord) {
    this.action = action;
    this.actor = actor;
    this.record = record;
  }

  get appId(): string {
    return this.record.app.id;
  }

  isFor<B extends AppAction>(action: B): this is OnApp<B> {
    return this.#granted && this.action === (action as AppAction);
  }
}

export type OwnGrant<A extends OwnAction = OwnAction> = Own<A>;
export type AppGrant<A extends AppAction = AppAction> = OnApp<A>;

export function grantOwn<A extends OwnAction>(actor: Actor, action: A): Result<OwnGrant<A>> {
  const decision = can(actor, action);
  if (!decision.ok) return refuseDenied(decision.reason);
  return actor.kind === "nobody" ? refuseDenied("signed_out") : done(new Own(action, actor));
}

export async function grantOnApp<A extends AppAction>(
  { store }: { store: Pick<Store, "findApp"> },
  actor: Actor,
  action: A,
  appId: string,
): Promise<Result<AppGrant<A>>> {
  if (actor.kind === "nobody") return refuseDenied("signed_out");
  const record = await store.findApp(appId);
  const decision = can(actor, action, record);
  if (!decision.ok) return refuseDenied(decision.reason);
  return record ? done(new OnApp(action, actor, record)) : refuseDenied("not_theirs");
}
