// What is too heavy for each start of the Worker runs in an isolate of its own, which is loaded from our static files when it is first needed. Why:
// docs/decisions/2026-11-28-styles-at-the-edge.md
import type { Env } from "../env.ts";
import { createStyles, type StyleStore, type Styles } from "../styles/styles.ts";
import built from "./built.generated.json" with { type: "json" };
import type StylesIsolate from "./styles-isolate.ts";

type Bindings = Pick<Env, "LOADER" | "ASSETS">;

/** The same date and flags for all: what runs there is built by us. */
const runtime = {
  ...{ compatibilityDate: "2026-11-01", compatibilityFlags: ["nodejs_compat"] },
  // A call takes some tens of milliseconds; this ends one that does not end.
  limits: { cpuMs: 10_000, subRequests: 0 },
};

/** It has no bindings and reaches no network: what an app contains can do nothing there but be computed. */
function openIsolate({ LOADER, ASSETS }: Bindings, file: string): WorkerStub {
  return LOADER.get(file, async () => {
    const response = await ASSETS.fetch(`https://assets.edgewright/isolates/${file}`);
    if (!response.ok) throw new Error(`public/isolates/${file} is not there. Run npm run build.`);
    return { ...runtime, mainModule: file, modules: { [file]: await response.text() }, globalOutbound: null, env: {} };
  });
}

let styles: Styles | null = null;

/** One for the Worker's isolate, so that what is compiled is kept for all requests. */
export function stylesOf(env: Bindings): Styles {
  styles ??= createStyles(
    {
      name: built.styles,
      compile: async (request) => await openIsolate(env, built.styles).getEntrypoint<StylesIsolate>().compile(request),
    },
    edgeStore,
  );
  return styles;
}

const storeName = "edgewright-styles";
/** How long a compiled stylesheet is kept without being asked for, seconds. */
const keptSeconds = 30 * 24 * 60 * 60;
const addressOf = (key: string) => `https://styles.edgewright/${key}`;

/** The cache of the place where the request is answered. It may forget at any time, and then the sheet is compiled again. */
const edgeStore: StyleStore = {
  async get(key) {
    const kept = await (await caches.open(storeName)).match(addressOf(key));
    return kept === undefined ? null : await kept.json();
  },
  async put(key, style) {
    const headers = { "Cache-Control": `max-age=${keptSeconds}` };
    await (await caches.open(storeName)).put(addressOf(key), Response.json(style, { headers }));
  },
};
