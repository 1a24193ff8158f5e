// What `npm run try-model` takes. What it does not know is refused.
import { parseArgs } from "node:util";

export interface TryArguments {
  /** Base URL of a compatible server; not given: what is configured. */
  url: string | null;
  model: string | null;
  key: string | null;
  json: boolean;
  /** Do not ask before it starts. */
  yes: boolean;
}

export const usage = "npm run try-model -- [--url BASE_URL] [--model NAME] [--key KEY] [--json] [--yes]";

/** Fails with a sentence. */
export function readTryArguments(args: string[]): TryArguments {
  try {
    const { values } = parseArgs({
      args,
      options: {
        url: { type: "string" },
        model: { type: "string" },
        key: { type: "string" },
        json: { type: "boolean", default: false },
        yes: { type: "boolean", default: false },
      },
    });
    return { ...values, url: values.url ?? null, model: values.model ?? null, key: values.key ?? null };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\nWhat it knows: ${usage}`);
  }
}
