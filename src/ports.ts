// Connects the use cases to this Worker's store, hubs and models.
import type { Ports } from "./domain/ports.ts";
import type { Env } from "./env.ts";
import { remoteHub } from "./hub/remote.ts";
import { librarySource } from "./libraries/cdn/finder.ts";
import { newSurroundings } from "./libraries/cdn/resolver.ts";
import { isOffered, listModels, refusedBeforehand } from "./models/choose.ts";
import { previewAddresses, previewHostOf } from "./preview/address.ts";
import type { Database } from "./store/database.ts";
import { openStore } from "./store/records.ts";

/** What is known of the CDN lasts as long as the isolate. */
const surroundings = newSurroundings((input, init) => fetch(input, init), Date.now);

/** `origin`: scheme, host and port that the client used. */
export function openPorts(env: Env, db: Database, origin: string): Ports {
  return {
    store: openStore(db, env.BLOBS, previewAddresses(origin, previewHostOf(origin, env.PREVIEW_HOST))),
    hub: (appId) => remoteHub(env.APP_HUB, appId, origin),
    models: {
      isOffered: (model) => isOffered(env, model),
      names() {
        const { models, patterns } = listModels(env);
        return [...models.map(({ id }) => id), ...patterns];
      },
      refusedBeforehand: (prompt) => refusedBeforehand(env, prompt),
    },
    libraries: librarySource(env.LIBRARY_CDN, surroundings),
  };
}
