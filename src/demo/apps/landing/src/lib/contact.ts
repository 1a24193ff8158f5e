import { load, save } from "./app";

export const topics = ["An order", "A cake", "Delivery to a business", "Something else"];

export interface Message {
  name: string;
  email: string;
  topic: string;
  text: string;
}

export type Problems = Partial<Record<keyof Message, string>>;

export const emptyMessage: Message = { name: "", email: "", topic: topics[0] ?? "", text: "" };

const shortestText = 10;
const looksLikeEmail = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;

/** What is to be put right, in words, by field. */
export function problemsOf(message: Message): Problems {
  const problems: Problems = {};
  if (!message.name.trim()) problems.name = "Please tell us your name.";
  if (!message.email.trim()) problems.email = "We need an e-mail address to answer.";
  else if (!looksLikeEmail.test(message.email.trim())) problems.email = "This does not look like an e-mail address.";
  if (message.text.trim().length < shortestText) problems.text = "Please write a sentence, so that we can help.";
  return problems;
}

const key = "bakery.messages";
const isList = (value: unknown): value is unknown[] => Array.isArray(value);

/** Kept in this browser. Send it to your own mail service here. */
export function send(message: Message): void {
  save(key, [...load<unknown[]>(key, [], isList), message]);
}
