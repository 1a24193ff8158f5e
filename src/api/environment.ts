// What every route finds in its context.
import type { Auth } from "../auth/auth.ts";
import type { AppGrant, OwnGrant } from "../domain/can.ts";
import type { Ports } from "../domain/ports.ts";
import type { Env } from "../env.ts";
import type { Database } from "../store/database.ts";

export interface ApiEnv {
  Bindings: Env;
  Variables: {
    requestId: string;
    db: Database;
    auth: Auth;
    /** Scheme, host and port that the client used. */
    origin: string;
    ports: Ports;
    /** What the operation's action lets the caller do for themselves; or on the app that the path names. See granted.ts. */
    own?: OwnGrant;
    onApp?: AppGrant;
  };
}
