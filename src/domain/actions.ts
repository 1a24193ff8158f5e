// Every action and who may do it. Each row of the route table names its action; so does each use case, through the grant it takes.
import type { Scope } from "./actor.ts";

/**
 * `anyone`: no sign-in needed. `session`: the auth library decides, by its own cookie; no keys. `signed_in`: by cookie or key, for themselves.
 * `owner`: the app's owner. To everyone else the app does not exist.
 */
export type Who = "anyone" | "session" | "signed_in" | "owner";

type Rule =
  | { who: "anyone" | "session" }
  | { who: "signed_in"; scope: Scope }
  /** `operators`: the server's operators may, too. */
  | { who: "owner"; scope: Scope; operators?: true };

export const actions = {
  "server.look": { who: "anyone" },
  "session.start": { who: "anyone" },
  "session.read": { who: "session" },
  "keys.manage": { who: "session" },
  "account.read": { who: "signed_in", scope: "account:read" },
  "account.delete": { who: "signed_in", scope: "account:delete" },
  "app.create": { who: "signed_in", scope: "apps:build" },
  "app.list": { who: "signed_in", scope: "apps:read" },
  // An operator can see that an app exists, stop its run and delete it, but not see what is in it.
  "app.read": { who: "owner", scope: "apps:read", operators: true },
  "app.update": { who: "owner", scope: "apps:build" },
  "app.renew_link": { who: "owner", scope: "apps:build" },
  "app.delete": { who: "owner", scope: "apps:delete", operators: true },
  "app.follow": { who: "owner", scope: "apps:read" },
  "message.list": { who: "owner", scope: "apps:read" },
  "message.send": { who: "owner", scope: "apps:build" },
  "message.update": { who: "owner", scope: "apps:build" },
  "message.delete": { who: "owner", scope: "apps:build" },
  "version.list": { who: "owner", scope: "apps:read", operators: true },
  "version.read": { who: "owner", scope: "apps:read", operators: true },
  "version.restore": { who: "owner", scope: "apps:build" },
  "version.cancel": { who: "owner", scope: "apps:build", operators: true },
  "version.retry": { who: "owner", scope: "apps:build" },
  "file.list": { who: "owner", scope: "apps:read" },
  "file.read": { who: "owner", scope: "apps:read" },
  "file.compare": { who: "owner", scope: "apps:read" },
  "file.write": { who: "owner", scope: "apps:build" },
} as const satisfies Record<string, Rule>;

export type ActionName = keyof typeof actions;

type Of<W extends Who> = { [A in ActionName]: (typeof actions)[A]["who"] extends W ? A : never }[ActionName];

/** Actions on oneself. */
export type OwnAction = Of<"signed_in">;
/** Actions on an app. */
export type AppAction = Of<"owner">;

export const ruleOf = (action: ActionName): Rule => actions[action];
export const whoMay = (action: ActionName): Who => actions[action].who;

export const isOwnAction = (action: ActionName): action is OwnAction => whoMay(action) === "signed_in";
export const isAppAction = (action: ActionName): action is AppAction => whoMay(action) === "owner";
