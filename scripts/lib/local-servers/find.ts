// A glance at the ports of this machine on which model servers usually listen: who answers, and which models are there. Loopback only.
import { jan } from "./jan.ts";
import { llamaCpp } from "./llama-cpp.ts";
import { lmStudio } from "./lm-studio.ts";
import { ollama } from "./ollama.ts";
import { rank } from "./ranking.ts";
import type { Ask, LocalModel, LocalServerKind } from "./server.ts";
import { vllm } from "./vllm.ts";

/** One line a kind. Where several could be what answers on a port, the first one is. */
export const localServerKinds: readonly LocalServerKind[] = [ollama, lmStudio, llamaCpp, vllm, jan];

/** Longer than any of them takes to answer on a machine that is not overloaded; nobody who has none should wait for it, milliseconds. */
export const glanceMs = 300;
/** A list of models, bytes. What is longer is something else. */
const answerMaxBytes = 2_000_000;

export interface LocalServer {
  name: string;
  /** Base URL of its OpenAI-compatible API. */
  url: string;
  /** The best first; without those that say that they cannot call tools. */
  models: LocalModel[];
  longerContext: string;
}

export interface Glance {
  servers: LocalServer[];
  /** Servers that are there and cannot be used, each with what to do. */
  unusable: string[];
}

/** `ports`: looked at instead of the usual ones, for any kind of server. */
export async function findLocalServers(ports: readonly number[] | null, waitMs: number): Promise<Glance> {
  const signal = AbortSignal.timeout(waitMs);
  const places = ports
    ? ports.map((port) => ({ port, kinds: localServerKinds }))
    : localServerKinds.map((kind) => ({ port: kind.port, kinds: [kind] }));
  const looks = await Promise.all(places.map(({ port, kinds }) => look(port, kinds, signal)));
  const servers = looks.flatMap((found) => (found && "models" in found ? found : []));
  return {
    servers: servers.filter(({ models }) => models.length > 0).toSorted(byBestModel),
    unusable: [
      ...looks.flatMap((found) => (found && "trouble" in found ? found.trouble : [])),
      ...servers.flatMap(({ name, url, models }) =>
        models.length === 0 ? `${name} at ${url} has no model that can call tools.` : [],
      ),
    ],
  };
}

function byBestModel(one: LocalServer, other: LocalServer): number {
  const [a] = one.models;
  const [b] = other.models;
  if (!a || !b || a === b) return 0;
  return rank([a, b])[0] === a ? -1 : 1;
}

async function look(
  port: number,
  kinds: readonly LocalServerKind[],
  signal: AbortSignal,
): Promise<LocalServer | { trouble: string } | null> {
  const origin = `http://127.0.0.1:${port}`;
  let wantsKey = false;
  const ask: Ask = async (path, body) => {
    const answer = await askJson(new URL(path, origin), body, signal);
    wantsKey ||= answer === "wants a key";
    return answer === "wants a key" ? null : answer;
  };
  const found = await Promise.all(kinds.map((kind) => kind.models(ask)));
  const at = found.findIndex((models) => models !== null);
  const kind = kinds[at];
  const url = `${origin}/v1`;
  if (kind) return { name: kind.name, url, models: rank(found[at] ?? []), longerContext: kind.longerContext };
  const name = kinds.length === 1 ? kinds[0]?.name : "A server";
  return wantsKey ? { trouble: `${name} at ${url} wants a key: set OPENAI_BASE_URL=${url} and OPENAI_API_KEY.` } : null;
}

/** Null for all that is no JSON answer in time: nobody there, another program, an error. */
async function askJson(url: URL, body: unknown, signal: AbortSignal): Promise<unknown> {
  try {
    const response = await fetch(url, {
      signal,
      redirect: "error",
      ...(body === undefined
        ? {}
        : { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
    });
    if (response.status === 401 || response.status === 403) return "wants a key";
    return response.ok ? await readJson(response) : null;
  } catch {
    // Whatever is wrong with a program that happens to listen there is not ours to report.
    return null;
  }
}

async function readJson(response: Response): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > answerMaxBytes) return null;
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString()) as unknown;
}
