// As much of Cloudflare's API as wrangler needs for `npm run deploy`: an account that holds databases, queues, Workers and their secrets.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface FakeAccount {
  url: string;
  databases: Map<string, string>;
  /** Statements by database id. */
  statements: Map<string, string[]>;
  queues: string[];
  buckets: string[];
  /** Metadata of each upload, by Worker. */
  workers: Map<string, Upload[]>;
  /** Requests, as "METHOD /path" without the account. */
  requests: string[];
  close(): Promise<void>;
}

export interface Upload {
  bindings: { type: string; name: string; id?: string; queue_name?: string; text?: string }[];
}

/** Codes that wrangler looks at. */
const notFound = { script: 10007, service: 10090, queue: 10013 };

interface Answer {
  status?: number;
  code?: number;
  result?: unknown;
}

const bucketExists = 10_004;

export async function startFakeAccount(): Promise<FakeAccount> {
  const account = {
    databases: new Map<string, string>(),
    statements: new Map<string, string[]>(),
    queues: [] as string[],
    buckets: [] as string[],
    workers: new Map<string, Upload[]>(),
    requests: [] as string[],
  };

  async function answer(method: string, url: URL, request: Request): Promise<Answer> {
    const path = url.pathname.replace(/^\/accounts\/[^/]+/, "");
    account.requests.push(`${method} ${path}`);
    const json = async () => (await request.json()) as Record<string, string>;
    const [, database] = /^\/d1\/database\/([^/]+)\/query$/.exec(path) ?? [];
    const [, worker = "", what] = /^\/workers\/(?:scripts|services)\/([^/]+)(?:\/(.*))?$/.exec(path) ?? [];
    const uploads = account.workers.get(worker);
    if (path === "/d1/database" && method === "POST") {
      const { name = "" } = await json();
      account.databases.set(name, crypto.randomUUID());
      return { result: { name, uuid: account.databases.get(name) } };
    }
    if (path === "/d1/database") return { result: [...account.databases].map(([name, uuid]) => ({ name, uuid })) };
    if (database !== undefined) {
      const { sql = "" } = await json();
      account.statements.set(database, [...(account.statements.get(database) ?? []), sql]);
      return { result: [{ results: [], success: true, meta: {} }] };
    }
    if (path === "/r2/buckets" && method === "POST") {
      const { name = "" } = await json();
      if (account.buckets.includes(name)) return { status: 409, code: bucketExists };
      account.buckets.push(name);
      return { result: { name } };
    }
    if (path === "/queues" && method === "POST") {
      const { queue_name = "" } = await json();
      account.queues.push(queue_name);
      return { result: { queue_name, queue_id: queue_name } };
    }
    if (path === "/queues") {
      const name = url.searchParams.get("name");
      const found = account.queues.filter((queue) => name === null || queue === name);
      return { result: found.map((queue_name) => ({ queue_name, queue_id: queue_name, consumers: [], producers: [] })) };
    }
    if (path.startsWith("/queues/")) return { result: method === "GET" ? [] : {} };
    if (path.startsWith("/workers/services/") && what === undefined) {
      if (!uploads) return { status: 404, code: notFound.service };
      return {
        result: { default_environment: { environment: "production", script: { last_deployed_from: "wrangler", tag: "t" } } },
      };
    }
    if (what === "secrets" && !uploads) return { status: 404, code: notFound.script };
    if (what === "secrets") {
      const secrets = uploads?.flatMap(({ bindings }) => bindings.filter(({ type }) => type === "secret_text")) ?? [];
      return { result: secrets.map(({ name }) => ({ name, type: "secret_text" })) };
    }
    if (what === "settings")
      return uploads ? { result: { bindings: uploads.at(-1)?.bindings ?? [] } } : { status: 404, code: notFound.script };
    if (what === "deployments") return { result: { deployments: [] } };
    if (what === "assets-upload-session") return { result: { jwt: "completed", buckets: [] } };
    if (what === undefined && worker !== "" && method === "PUT") {
      const metadata = (await request.formData()).get("metadata");
      account.workers.set(worker, [...(uploads ?? []), JSON.parse(String(metadata)) as Upload]);
      return { result: { id: worker, etag: "e", deployment_id: "d", startup_time_ms: 1 } };
    }
    if (what === "subdomain") return { result: { enabled: true, previews_enabled: true } };
    if (path.startsWith("/workers/workers/")) return { result: { subdomain: { enabled: true, previews_enabled: true } } };
    if (path === "/workers/subdomain") return { result: { subdomain: "somebody" } };
    return { result: [] };
  }

  const server = createServer(async (incoming, outgoing) => {
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const url = new URL(incoming.url ?? "/", "http://cloudflare.test");
    const method = incoming.method ?? "GET";
    const request = new Request(url, {
      method,
      headers: { "Content-Type": incoming.headers["content-type"] ?? "" },
      ...(method === "GET" || method === "HEAD" ? {} : { body: Buffer.concat(parts) }),
    });
    const { status = 200, code, result = null } = await answer(method, url, request);
    const errors =
      code === undefined
        ? []
        : [
            {
              code,
              message: code === bucketExists ? "The bucket you tried to create already exists, and you own it." : "not found",
            },
          ];
    outgoing.writeHead(status, { "Content-Type": "application/json" });
    const count = Array.isArray(result) ? result.length : 1;
    const result_info = { page: 1, per_page: 100, count, total_count: count, total_pages: 1 };
    outgoing.end(JSON.stringify({ success: code === undefined, errors, messages: [], result, result_info }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...account,
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
