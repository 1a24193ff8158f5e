// What every route's context holds.
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
    /** Scheme, host and port the client used. */
    origin: string;
    ports: Ports;
    /** The caller's grant for the operation's action: on themselves, or on the app in the path. See granted.ts. */
    own?: OwnGrant;
    onApp?: AppGrant;
  };
}
