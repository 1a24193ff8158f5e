// What every route finds in its context.
import type { Auth } from "../auth/auth.ts";
import type { Env } from "../env.ts";
import type { Credential } from "../store/account.ts";
import type { Database } from "../store/database.ts";
import type { AppWithActivity } from "../store/history.ts";
import type { PreviewAddress } from "../store/present.ts";

export interface ApiEnv {
  Bindings: Env;
  Variables: {
    requestId: string;
    db: Database;
    auth: Auth;
    /** Scheme, host and port that the client used. */
    origin: string;
    preview: PreviewAddress;
    /** Set where the operation's access is `user` or `app_owner`. */
    userId: string;
    /** What that person or program was let in with. */
    credential: Credential;
    /** The caller's app that the path names. Set where the operation's access is `app_owner`. */
    app: AppWithActivity;
  };
}
