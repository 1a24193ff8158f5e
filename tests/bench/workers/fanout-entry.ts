// The Worker of the fan-out bench: the two senders, by path. Served by workerd itself.
import { routePartykitRequest } from "partyserver";
import type { FanoutJob } from "../lib/fanout-job.ts";
import type { Fanout, Party } from "./fanout.ts";

export { Fanout, Party } from "./fanout.ts";

interface Env {
  FANOUT: DurableObjectNamespace<Fanout>;
  Party: DurableObjectNamespace<Party>;
}

export default {
  async fetch(request, env) {
    const [, place, name = ""] = new URL(request.url).pathname.split("/");
    if (place === "fanout") return env.FANOUT.getByName(name).fetch(request);
    if (place === "party")
      return Response.json(await env.Party.getByName(name).broadcastAll((await request.json()) as FanoutJob));
    // partyserver asks for the bindings of the whole Worker, and looks for the parties among them.
    const parties: object = { Party: env.Party };
    return (await routePartykitRequest(request, parties as Cloudflare.Env)) ?? new Response(null, { status: 404 });
  },
} satisfies ExportedHandler<Env>;
