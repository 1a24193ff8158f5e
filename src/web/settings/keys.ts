// API keys, by the auth library's own routes. A key's text is answered once, when it is made.
import { ApiError } from "../api.ts";

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
  if (!response.ok) {
    const answer: unknown = await response.json().catch(() => null);
    const message =
      typeof answer === "object" && answer !== null && "message" in answer
        ? String(answer.message)
        : "The key could not be changed.";
    throw new ApiError(response.status, "api_key", message, "Try again in a moment.");
  }
  return (await response.json()) as T;
}

export async function listKeys(): Promise<ApiKey[]> {
  const answer = await call<ApiKey[] | { apiKeys: ApiKey[] }>("list");
  return Array.isArray(answer) ? answer : answer.apiKeys;
}

export const createKey = (name: string) => call<ApiKey & { key: string }>("create", { name });
export const revokeKey = (keyId: string) => call<unknown>("delete", { keyId });
