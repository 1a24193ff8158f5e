import { expect, test } from "vitest";
import { normalizedBaseUrl, otherForm } from "../../../src/llm/request/base-url.ts";

test.each([
  ["http://127.0.0.1:1234/v1", "http://127.0.0.1:1234/v1"],
  ["http://127.0.0.1:1234/v1/", "http://127.0.0.1:1234/v1"],
  ["http://127.0.0.1:1234/v1//", "http://127.0.0.1:1234/v1"],
  ["http://127.0.0.1:1234/v1/chat/completions", "http://127.0.0.1:1234/v1"],
  ["http://127.0.0.1:1234/v1/chat/completions/", "http://127.0.0.1:1234/v1"],
  ["http://127.0.0.1:1234/v1/responses", "http://127.0.0.1:1234/v1"],
  ["http://127.0.0.1:1234/v1/completions", "http://127.0.0.1:1234/v1"],
  ["http://127.0.0.1:1234/v1/models", "http://127.0.0.1:1234/v1"],
  ["http://127.0.0.1:1234", "http://127.0.0.1:1234"],
  ["http://127.0.0.1:1234/", "http://127.0.0.1:1234"],
  ["127.0.0.1:1234/v1", "http://127.0.0.1:1234/v1"],
  ["localhost:11434", "http://localhost:11434"],
  ["192.168.1.7:8000/v1", "http://192.168.1.7:8000/v1"],
  ["nas.local:8000/v1", "http://nas.local:8000/v1"],
  ["api.deepseek.com", "https://api.deepseek.com"],
  ["http://api.openai.com/v1", "https://api.openai.com/v1"],
  ["http://models.example.com/v1", "http://models.example.com/v1"],
  [" 'https://openrouter.ai/api/v1/chat/completions' ", "https://openrouter.ai/api/v1"],
  [
    "https://x.openai.azure.com/openai/deployments/gpt/chat/completions?api-version=2024-10-21",
    "https://x.openai.azure.com/openai/deployments/gpt?api-version=2024-10-21",
  ],
  ["https://x.example.com/v1/#top", "https://x.example.com/v1"],
  ["https://x.example.com/models", "https://x.example.com"],
  ["https://generativelanguage.googleapis.com/v1beta/openai/", "https://generativelanguage.googleapis.com/v1beta/openai"],
  ["not an address", "not an address"],
])("%s is %s", (text, url) => expect(normalizedBaseUrl(text)).toBe(url));

test.each([
  ["http://127.0.0.1:1234", "http://127.0.0.1:1234/v1"],
  ["http://127.0.0.1:1234/v1", "http://127.0.0.1:1234"],
  ["https://x.example.com/api", "https://x.example.com/api/v1"],
  ["https://x.example.com/api/v1?key=1", "https://x.example.com/api?key=1"],
  ["not an address", null],
])("the other form of %s is %s", (url, other) => expect(otherForm(url)).toBe(other));
