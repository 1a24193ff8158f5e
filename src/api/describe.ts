// Checks a request against its operation's schemas, and says what is wrong in the API's own words.
import { sValidator } from "@hono/standard-validator";
import type { GenericSchema } from "valibot";
import { Fault } from "./fault.ts";

type Issue = { message: string; path?: readonly (PropertyKey | { key: PropertyKey })[] | undefined };

function sentence(issues: readonly Issue[]): string {
  return issues
    .map((issue) => {
      const path = (issue.path ?? []).map((part) => String(typeof part === "object" ? part.key : part)).join(".");
      return path ? `${path}: ${issue.message}` : issue.message;
    })
    .join(" ");
}

export function body<S extends GenericSchema>({ body }: { body: { schema: S } }) {
  return sValidator("json", body.schema, (result) => {
    // The schema would take an empty array for an object without fields.
    if (Array.isArray(result.data)) throw new Fault("invalid_input", "The body must be a JSON object.");
    if (!result.success) throw new Fault("invalid_input", sentence(result.error));
  });
}

export function query<S extends GenericSchema>({ query }: { query: S }) {
  return sValidator("query", query, (result) => {
    if (!result.success) throw new Fault("invalid_input", sentence(result.error));
  });
}
