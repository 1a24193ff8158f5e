// The fake provider's remote control, for tests that run inside workerd and for people with curl.
//   POST /__control/scenarios               a Scenario; turns are added to those with the same match
//   GET  /__control/requests?match&count&ended   recorded requests, once there are `count` (and all of those are over, with `ended`)
//   GET  /__control/reached?gate            answers once an answer waits at the gate
//   POST /__control/release?gate            opens the gate, for good
import type { IncomingMessage, ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import type { Ledger } from "./ledger.ts";
import { sendJson } from "./play.ts";
import type { Scenario } from "./scenario.ts";

/** How long a question waits for its condition before it says that it does not hold, milliseconds. */
const patienceMs = 15_000;

export async function answerControl(request: IncomingMessage, response: ServerResponse, url: URL, ledger: Ledger): Promise<void> {
  const gate = url.searchParams.get("gate") ?? "";
  const gone = new AbortController();
  response.on("close", () => gone.abort());
  const signal = AbortSignal.any([gone.signal, AbortSignal.timeout(patienceMs)]);
  switch (`${request.method} ${url.pathname}`) {
    case "POST /__control/scenarios":
      ledger.add((await json(request)) as Scenario);
      return sendJson(response, 201, {});
    case "GET /__control/requests": {
      const match = url.searchParams.get("match");
      const count = Number(url.searchParams.get("count") ?? 0);
      const ended = url.searchParams.has("ended");
      const selected = () => ledger.requests.filter((entry) => match === null || entry.match === match);
      const held = await ledger.until(
        () => selected().filter((entry) => !ended || entry.endedAtMs !== null).length >= count,
        signal,
      );
      return sendJson(response, held ? 200 : 504, { requests: selected() });
    }
    case "GET /__control/reached": {
      const held = await ledger.until(() => ledger.gate(gate).reached, signal);
      return sendJson(response, held ? 200 : 504, { gate, reached: held });
    }
    case "POST /__control/release":
      ledger.gate(gate).released = true;
      ledger.changed();
      return sendJson(response, 200, { gate });
    default:
      return sendJson(response, 404, { error: { message: `There is no ${request.method} ${url.pathname} here.` } });
  }
}
