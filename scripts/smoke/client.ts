// The JSON API as a program uses it: a guest makes itself an API key, then every call carries it.
import type { VersionFile } from "../../src/protocol/resources.ts";

export interface ApiClient {
  url: string;
  key: string;
  /** The answer's JSON; fails with the answer when the status is another one. */
  call<T>(method: string, path: string, status: number, body?: unknown, headers?: Record<string, string>): Promise<T>;
  /** Contents of all files of a version, by path. */
  contents(appId: string, ref: number, files: VersionFile[]): Promise<Map<string, string>>;
}

export async function createKey(url: string): Promise<string> {
  const headers = { "Content-Type": "application/json", Origin: new URL(url).origin };
  const signIn = await fetch(`${url}/api/auth/sign-in/anonymous`, { method: "POST", headers, body: "{}" });
  if (!signIn.ok) throw await unexpected("POST /api/auth/sign-in/anonymous", 200, signIn);
  const cookie = signIn.headers.getSetCookie().map((line) => line.split(";", 1)[0]);
  const created = await fetch(`${url}/api/auth/api-key/create`, {
    method: "POST",
    headers: { ...headers, Cookie: cookie.join("; ") },
    body: JSON.stringify({ name: "smoke" }),
  });
  if (!created.ok) throw await unexpected("POST /api/auth/api-key/create", 200, created);
  const { key } = (await created.json()) as { key?: unknown };
  if (typeof key !== "string") throw new Error("POST /api/auth/api-key/create answered without a key.");
  return key;
}

export function createClient(url: string, key: string): ApiClient {
  const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    url,
    key,
    async call<T>(method: string, path: string, status: number, body?: unknown, headers?: Record<string, string>) {
      const response = await send(method, path, body, headers);
      if (response.status !== status) throw await unexpected(`${method} ${path}`, status, response);
      return (await response.json()) as T;
    },
    async contents(appId, ref, files) {
      const contents = new Map<string, string>();
      for (const { path } of files) {
        const route = `/api/apps/${appId}/versions/${ref}/files/${path.split("/").map(encodeURIComponent).join("/")}`;
        const response = await send("GET", route);
        if (response.status !== 200) throw await unexpected(`GET ${route}`, 200, response);
        contents.set(path, await response.text());
      }
      return contents;
    },
  };
}

async function unexpected(what: string, expected: number, response: Response): Promise<Error> {
  return new Error(`${what} should answer ${expected}, but answered ${response.status}: ${await response.text()}`);
}
