// API keys, through the auth library's own routes. A key's text is returned only once, when it is created.
import { failure } from "./api.ts";

export interface ApiKey {
  id: string;
  name: string | null;
  start: string | null;
  createdAt: string;
}

async function call<T>(path: string, body?: Record<string, string>): Promise<T> {
  const response = await fetch(`/api/auth/api-key/${path}`, {
    ...(body ? { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) } : {}),
  });
  if (!response.ok) throw await failure(response);
  return (await response.json()) as T;
}

export async function listKeys(): Promise<ApiKey[]> {
  const answer = await call<ApiKey[] | { apiKeys: ApiKey[] }>("list");
  return Array.isArray(answer) ? answer : answer.apiKeys;
}

export const createKey = (name: string) => call<ApiKey & { key: string }>("create", { name });
export const revokeKey = (keyId: string) => call<unknown>("delete", { keyId });
