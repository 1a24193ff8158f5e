// A fake OpenAI-compatible provider on loopback. Answers with real SSE bytes as scenarios say, and refuses requests that are not valid
// Chat Completions or Responses, so that a test with a wrong request fails. Below /servers/NAME it speaks a server's dialect. Tests inside workerd
// drive it over HTTP through client.ts.
// By hand: node tests/fakes/provider.ts --port 9901 --tokens-per-second 20
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { answerByHand } from "./by-hand.ts";
import { chatForm } from "./chunks.ts";
import { answerControl } from "./control.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import { defaultPieceCharacters } from "./moves.ts";
import { play, sendJson } from "./play.ts";
import { isRecord, violationsOf } from "./request-checks.ts";
import { responsesForm } from "./responses.ts";
import { responsesViolationsOf } from "./responses-checks.ts";
import type { ChatRequest, Moment, RecordedRequest, Scenario, Turn } from "./scenario.ts";
import { compatible, serverNamed } from "./servers/index.ts";
import { completionsPath, type Server } from "./servers/server.ts";

/** Longer than any test run, milliseconds. */
const keepAliveMs = 30 * 60 * 1000;

export interface FakeProviderOptions {
  /** 0 or not given: any free port. */
  port?: number;
  /** Answers requests that no scenario is about. */
  script?: (request: ChatRequest) => Turn;
  /** It is this server as a whole, as it stands on a host of its own; else each is below /servers. */
  server?: string;
  /** Pause after each piece of an answer that does not say its own pace, milliseconds. */
  pieceDelayMs?: number;
  /** Told of each moment of each answer while it happens, in the same turn of the event loop. */
  observe?: (moment: Moment) => void;
}

export interface FakeProvider {
  /** Base URL for clients, ends in "/v1". */
  url: string;
  /** Every request to /chat/completions and /responses, in order. */
  requests: RecordedRequest[];
  scenario(scenario: Scenario): void;
  release(gate: string): void;
  close(): Promise<void>;
}

export async function startFakeProvider(options: FakeProviderOptions = {}): Promise<FakeProvider> {
  const ledger = createLedger();
  const server = createServer((request, response) => {
    answer(request, response, ledger, options).catch((error: unknown) => {
      // The client was gone before it had sent all of its request: nobody waits for an answer.
      if (!request.complete) return;
      console.error("The fake provider failed:", error);
      response.destroy();
    });
  });
  // A connection that is closed just when a client uses it again would be a fault that no test asked for. `close` ends them all.
  server.keepAliveTimeout = keepAliveMs;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests: ledger.requests,
    scenario: ledger.add,
    release(gate) {
      ledger.gate(gate).released = true;
      ledger.changed();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  ledger: Ledger,
  options: FakeProviderOptions,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://fake.invalid");
  if (url.pathname.startsWith("/__control/")) return answerControl(request, response, url, ledger);
  const whole = options.server === undefined ? undefined : serverNamed(options.server);
  const asked = whole ? { server: whole, path: url.pathname } : serverOf(url.pathname);
  if (asked && asked.path !== completionsPath(asked.server)) return sendPage(asked, request, response);
  if (request.method === "GET" && url.pathname.endsWith("/models")) {
    return sendJson(response, 200, {
      object: "list",
      data: [{ id: "fake-model", object: "model", created: 0, owned_by: "tests" }],
    });
  }
  if (!asked && (request.method !== "POST" || !/\/(chat\/completions|responses)$/.test(url.pathname))) {
    return sendJson(response, 404, {
      error: { message: `There is no ${request.method} ${url.pathname} here.`, type: "invalid_request_error" },
    });
  }
  const body: unknown = await json(request);
  if (!isRecord(body))
    return sendJson(response, 400, { error: { message: "The body is not an object.", type: "invalid_request_error" } });
  await complete(body, request, response, url.pathname, asked?.server ?? null, ledger, options);
}

/** "/servers/NAME/…": the server whose dialect is spoken there, and the path as its own host has it. */
function serverOf(pathname: string): { server: Server; path: string } | null {
  const [, name, path] = /^\/servers\/([^/]+)(\/.*)$/.exec(pathname) ?? [];
  const server = name === undefined ? undefined : serverNamed(name);
  return server && path !== undefined ? { server, path } : null;
}

function sendPage({ server, path }: { server: Server; path: string }, request: IncomingMessage, response: ServerResponse): void {
  const method = request.method ?? "GET";
  request.resume();
  const { status, body, headers } = server.page(method, path) ?? server.missing(method, path);
  sendJson(response, status, body, headers);
}

async function complete(
  body: ChatRequest,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  server: Server | null,
  ledger: Ledger,
  options: FakeProviderOptions,
): Promise<void> {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const isResponses = path.endsWith("/responses");
  const refusal = server?.refuses({ method: "POST", path, headers, body }) ?? null;
  if (refusal) {
    const receivedAtMs = Date.now();
    const about = { match: ledger.match(body), path, headers, body, violations: [], refused: refusal.about };
    const record: RecordedRequest = { ...about, receivedAtMs, aborted: false, endedAtMs: receivedAtMs };
    ledger.requests.push(record);
    ledger.changed();
    return sendJson(response, refusal.status, refusal.body, refusal.headers);
  }
  const found = ledger.next(body);
  const turn = found ? found.turn : options.script?.(body);
  const record: RecordedRequest = {
    match: found?.match ?? null,
    path,
    headers,
    body,
    violations: server ? [] : isResponses ? responsesViolationsOf(body, headers) : violationsOf(body, headers, path),
    receivedAtMs: Date.now(),
    aborted: false,
    endedAtMs: null,
  };
  if (!turn) record.violations.push(found ? `no turn left in scenario "${found.match}"` : "no scenario is about this request");
  ledger.requests.push(record);
  const hangUp = new AbortController();
  const identity = { request: ledger.requests.length, model: String(body.model) };
  let over = false;
  response.on("close", () => {
    record.aborted = !over && !response.writableFinished;
    record.endedAtMs = Date.now();
    hangUp.abort();
    ledger.changed();
  });
  ledger.changed();
  options.observe?.({ type: "received", request: record });
  if (!turn || record.violations.length > 0) {
    return sendJson(response, 400, {
      error: { message: record.violations.join("; "), type: "invalid_request_error", code: "fake_violation" },
    });
  }
  const defaultPieceDelayMs = options.pieceDelayMs ?? 0;
  await play(turn, {
    response,
    request: body,
    identity,
    form: server ? server.form(identity, body) : isResponses ? responsesForm(identity) : chatForm(identity),
    ledger,
    signal: hangUp.signal,
    defaultPieceDelayMs,
    observe: (moment) => options.observe?.({ request: record, ...moment }),
  });
  // From here on a closed socket is our own doing, a reset for example.
  over = !hangUp.signal.aborted;
}

/** A token is about four characters. */
const charactersPerToken = 4;

if (import.meta.main) {
  const { values } = parseArgs({
    options: { port: { type: "string", default: "9901" }, "tokens-per-second": { type: "string", default: "100" } },
  });
  const tokensPerPiece = defaultPieceCharacters / charactersPerToken;
  const pieceDelayMs = (1000 * tokensPerPiece) / Number(values["tokens-per-second"]);
  const provider = await startFakeProvider({ port: Number(values.port), script: answerByHand, pieceDelayMs });
  console.log(`Fake provider: OPENAI_API_KEY=sk-fake OPENAI_BASE_URL=${provider.url}`);
  for (const { name, basePath, models } of compatible) {
    console.log(
      `  as ${name}: OPENAI_BASE_URL=${new URL(`/servers/${name}${basePath}`, provider.url)} OPENAI_MODEL=${models[0]}`,
    );
  }
}
