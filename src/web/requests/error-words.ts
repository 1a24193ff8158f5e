// Puts any failure into words for the person. Only our own errors carry such words; null means that the error is already in the console.
import { ApiError } from "./api-error.ts";

export function wordsOf(error: unknown): { message: string; hint: string; suggestions: readonly string[] } {
  if (error instanceof ApiError) return { message: error.message, hint: error.hint, suggestions: error.suggestions };
  if (error !== null) console.error(error);
  return {
    message: "Something on this page did not work.",
    hint: "Reload the page. Your apps and messages are safe on the server.",
    suggestions: [],
  };
}
