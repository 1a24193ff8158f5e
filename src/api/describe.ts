// Short forms for describing and validating routes: one schema serves the check, the types and the OpenAPI document.
import { describeRoute, resolver, validator } from "hono-openapi";
import type { GenericSchema } from "valibot";
import { errorBody } from "../protocol/errors.ts";
import { Fault } from "./fault.ts";

const json = (schema: GenericSchema) => ({ "application/json": { schema: resolver(schema) } });

/** Summary and successful answer of a route; errors all have the one shape. */
export function route(summary: string, status: number, answer: GenericSchema | null, description = summary) {
  return describeRoute({
    summary,
    description,
    responses: {
      [status]: { description: "Success", ...(answer ? { content: json(answer) } : {}) },
      default: { description: "Error", content: json(errorBody) },
    },
  });
}

type Issue = { message: string; path?: readonly (PropertyKey | { key: PropertyKey })[] | undefined };

function sentence(issues: readonly Issue[]): string {
  return issues
    .map((issue) => {
      const path = (issue.path ?? []).map((part) => String(typeof part === "object" ? part.key : part)).join(".");
      return path ? `${path}: ${issue.message}` : issue.message;
    })
    .join(" ");
}

export function body<S extends GenericSchema>(schema: S) {
  return validator("json", schema, (result) => {
    if (!result.success) throw new Fault("invalid_input", sentence(result.error));
  });
}

export function query<S extends GenericSchema>(schema: S) {
  return validator("query", schema, (result) => {
    if (!result.success) throw new Fault("invalid_input", sentence(result.error));
  });
}
