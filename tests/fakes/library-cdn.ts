// A CDN of ES modules as esm.sh is one: answers a range with a short module that names the exact version's file, leaves `external` packages out of the code,
// leads other files to their exact version. Packages are published and taken down while it runs, also over HTTP, for tests inside workerd.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface PublishedPackage {
  name: string;
  version: string;
  /** By subpath ("" is the package itself). Code may import packages by their bare names; other files are sent as they are. */
  files: Record<string, string>;
  /** Ranges of packages that its code imports. They stand in the code as addresses with that range, unless they are `external`. */
  peers?: Record<string, string>;
  /** How it answers: as esm.sh does now, by a redirect to the exact version as it did once, or without saying which version it sent. */
  form?: "named" | "redirected" | "unnamed" | "elsewhere";
  delayMs?: number;
  type?: string;
  status?: number;
  /** Sends so many bytes more, as a comment. */
  padding?: number;
  /** Tells the digest of what it sends. */
  digest?: boolean;
}

export interface LibraryCdn {
  url: string;
  /** Paths that were asked for, with their queries. */
  requests: string[];
  publish(entry: PublishedPackage): void;
  close(): Promise<void>;
}

const target = "es2022";

export async function startLibraryCdn(port = 0): Promise<LibraryCdn> {
  /** By name, newest last. */
  const packages = new Map<string, PublishedPackage[]>();
  const requests: string[] = [];
  const publish = (entry: PublishedPackage) => {
    const others = (packages.get(entry.name) ?? []).filter(({ version }) => version !== entry.version);
    packages.set(entry.name, [...others, entry]);
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://cdn");
    response.setHeader("Access-Control-Allow-Origin", "*");
    if (url.pathname === "/-/publish") {
      publish(JSON.parse(await textOf(request)) as PublishedPackage);
      return void response.end("{}");
    }
    if (url.pathname === "/-/requests") return void response.end(JSON.stringify(requests));
    requests.push(url.pathname + url.search);
    const [, name = "", range, rest = ""] =
      /^\/((?:@[^/@]+\/)?[^/@]+)(?:@([^/]+))?(\/.*)?$/.exec(decodeURIComponent(url.pathname)) ?? [];
    const found = chosen(packages.get(name) ?? [], range);
    if (found === undefined) return send(response, 404, "text/plain", "package not found");
    if (found.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, found.delayMs).unref());
    if (found.status !== undefined) return send(response, found.status, "text/plain", "out of order");
    const built = new RegExp(`^(?:/X-([\\w-]+))?/${target}(/.*)\\.bundle\\.mjs$`).exec(rest);
    if (built) {
      const external = Buffer.from(built[1] ?? "", "base64url")
        .toString()
        .split(",");
      const subpath = built[2] === `/${name.split("/").at(-1)}` ? "" : (built[2] ?? "");
      return sendCode(response, found, codeOf(found, subpath, external));
    }
    const file = found.files[rest];
    if (file === undefined) return send(response, 404, "text/plain", "module not found");
    if (found.form === "elsewhere") {
      response.setHeader("Location", `http://localhost:1/${name}`);
      return void response.writeHead(302).end();
    }
    const exact = `/${name}@${found.version}`;
    if (rest.endsWith(".css")) {
      if (range === found.version) return send(response, 200, found.type ?? "text/css; charset=utf-8", file);
      response.setHeader("Location", `${exact}${rest}`);
      return void response.writeHead(302).end();
    }
    const external = (url.searchParams.get("external") ?? "").split(",").filter(Boolean);
    if (found.form === "unnamed") return sendCode(response, found, codeOf(found, rest, external));
    if (found.form === "redirected") {
      if (range === found.version) return sendCode(response, found, codeOf(found, rest, external));
      response.setHeader("Location", `${exact}${rest}${url.search}`);
      return void response.writeHead(302).end();
    }
    const args = external.length === 0 ? "" : `/X-${Buffer.from(external.join(",")).toString("base64url")}`;
    const path = `${exact}${args}/${target}${rest === "" ? `/${name.split("/").at(-1)}` : rest}.bundle.mjs`;
    response.setHeader("X-ESM-Path", path);
    const lines = [`/* ${name}@${found.version} */`, `export * from "${path}";`];
    if (/\bexport default\b/.test(file)) lines.push(`export { default } from "${path}";`);
    sendCode(response, { ...found, padding: 0, digest: false }, lines.join("\n"));
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    publish,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Enough of npm's ranges for tests: an exact version, `^1.2.3` and `1` by their first number, everything else is the newest. */
function chosen(versions: readonly PublishedPackage[], range: string | undefined): PublishedPackage | undefined {
  const exact = versions.find(({ version }) => version === range);
  if (exact !== undefined || range === undefined || /^\d+\.\d+\.\d+/.test(range))
    return exact ?? (range === undefined ? versions.at(-1) : undefined);
  const major = /^\^?(\d+)/.exec(range)?.[1];
  return major === undefined ? versions.at(-1) : versions.findLast(({ version }) => version.startsWith(`${major}.`));
}

function codeOf({ files, peers = {} }: PublishedPackage, subpath: string, external: readonly string[]): string {
  const code = files[subpath] ?? "";
  return code.replace(/(from\s*|import\s*)"([^"./][^"]*)"/g, (whole, before: string, specifier: string) => {
    const name = specifier
      .split("/")
      .slice(0, specifier.startsWith("@") ? 2 : 1)
      .join("/");
    const range = peers[name];
    if (range === undefined || external.includes(name)) return whole;
    return `${before}"/${name}@${range}${specifier.slice(name.length)}?target=${target}"`;
  });
}

function sendCode(response: ServerResponse, { type, padding = 0, digest }: PublishedPackage, code: string): void {
  const text = padding === 0 ? code : `${code}\n/*${" ".repeat(padding)}*/`;
  if (digest) {
    void crypto.subtle.digest("SHA-256", Buffer.from(text)).then((hash) => {
      response.setHeader("Repr-Digest", `sha-256=:${Buffer.from(hash).toString("base64")}:`);
      send(response, 200, type ?? "application/javascript; charset=utf-8", text);
    });
  } else send(response, 200, type ?? "application/javascript; charset=utf-8", text);
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { "Content-Type": type }).end(text);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

if (process.argv[1] === import.meta.filename) {
  const cdn = await startLibraryCdn(Number(process.argv[2] ?? 9902));
  console.log(cdn.url);
}
