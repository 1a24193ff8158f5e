// Any failure in words for the person. Only our own errors carry such words; null is one that the console has already been told of.
import { ApiError } from "./api.ts";

export function wordsOf(error: unknown): { message: string; hint: string } {
  if (error instanceof ApiError) return { message: error.message, hint: error.hint };
  if (error !== null) console.error(error);
  return { message: "Something in this page did not work.", hint: "Reload it. Your apps and messages are kept on the server." };
}
