// Holds answers and events against the OpenAPI document: an answer that it does not describe, or that has a field more, is a failure.
import { type Schema, Validator } from "@cfworker/json-schema";
import { openApiDocument } from "../../src/api/document/index.ts";
import { findOperation } from "../../src/api/operations/index.ts";

interface Described {
  content?: Record<string, { schema: Schema }>;
  headers?: Record<string, { $ref: string }>;
}

interface DescribedOperation {
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, Described | { $ref: string }>;
}

const document = openApiDocument("http://localhost");
/** The same with objects that are closed, unless they say otherwise: clients ignore what they do not know, this judge does not. */
const components = closed(document.components) as {
  schemas: Record<string, Schema>;
  headers: Record<string, { required?: boolean }>;
  responses: Record<string, Described>;
};
const paths = closed(document.paths) as Record<string, Record<string, DescribedOperation>>;

function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [
    key,
    // Parts of one schema know of each other's fields nothing.
    key === "allOf" || key === "example" ? part : closed(part),
  ]);
  const copy = Object.fromEntries(entries);
  const isOpen = copy.type !== "object" || !("properties" in copy) || "additionalProperties" in copy;
  return isOpen ? copy : { ...copy, additionalProperties: false };
}

const lastOf = (reference: string) => reference.split("/").at(-1) ?? "";

function resolved(answer: Described | { $ref: string }): Described {
  if (!("$ref" in answer)) return answer;
  return components.responses[lastOf(answer.$ref)] ?? {};
}

const validators = new Map<string, Validator>();

/** What is wrong with a value, in a line; null when it is as described. */
function problem(name: string, schema: Schema, value: unknown): string | null {
  let validator = validators.get(name);
  if (!validator) {
    validator = new Validator({ ...schema, components } as Schema, "2020-12", false);
    validators.set(name, validator);
  }
  const { valid, errors } = validator.validate(value);
  return valid ? null : errors.map(({ instanceLocation, error }) => `${instanceLocation} ${error}`).join("\n");
}

/** Names of headers that the answer cannot be without. */
function requiredHeaders({ headers = {} }: Described): string[] {
  const isRequired = ({ $ref }: { $ref: string }) => components.headers[lastOf($ref)]?.required === true;
  return Object.entries(headers).flatMap(([name, header]) => (isRequired(header) ? [name] : []));
}

const isJson = (headers: Headers) => headers.get("Content-Type")?.startsWith("application/json") ?? false;

/** Throws when an answer is not as the document says. Reads a copy of its body. */
export async function checkAnswer(request: Request, sent: BodyInit | null | undefined, response: Response): Promise<void> {
  const { pathname } = new URL(request.url);
  const found = findOperation(request.method, pathname);
  const about = `${request.method} ${pathname} → ${response.status}`;
  const fail = (reason: string) => {
    throw new Error(`${about} is not as the OpenAPI document says: ${reason}`);
  };
  if (found.type !== "operation") {
    if (![403, 404, 405].includes(response.status)) fail("there is no such operation");
    const wrong = problem("Error", components.schemas.Error ?? {}, await response.clone().json());
    return wrong ? fail(wrong) : undefined;
  }
  const { id, method, path } = found.operation;
  const operation = paths[path]?.[method.toLowerCase()];
  const listed = operation?.responses[response.status];
  if (!operation || !listed) return fail("the status is not listed");
  const described = resolved(listed);
  const missing = requiredHeaders(described).filter((name) => !response.headers.has(name));
  if (missing.length > 0) fail(`${missing.join(", ")} is missing`);

  const types = Object.keys(described.content ?? {});
  const type = response.headers.get("Content-Type")?.split(";")[0] ?? null;
  const hasBody = response.body !== null && request.method !== "HEAD";
  if (hasBody && (type === null || !types.includes(type))) fail(`${type} is not one of ${types.join(", ") || "no types"}`);
  if (hasBody && isJson(response.headers)) {
    const schema = described.content?.["application/json"]?.schema;
    const wrong = schema && problem(`${id} ${response.status}`, schema, await response.clone().json());
    if (wrong) fail(wrong);
  }
  const taken = operation.requestBody?.content["application/json"]?.schema;
  if (response.ok && taken && typeof sent === "string") {
    const wrong = problem(`${id} body`, taken, JSON.parse(sent.replace(/^\ufeff/, "")));
    if (wrong) fail(`it was accepted, and the document refuses it: ${wrong}`);
  }
}

const events: Record<string, string> = document.components.schemas.Event.discriminator.mapping;

/** The same for an event. */
export function checkEvent(event: { type: string }): void {
  const name = lastOf(events[event.type] ?? "");
  const schema = components.schemas[name];
  const wrong = schema ? problem(name, schema, event) : "the type is not listed";
  if (wrong) throw new Error(`The event ${JSON.stringify(event)} is not as the OpenAPI document says: ${wrong}`);
}
