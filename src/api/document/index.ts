// The OpenAPI document, made from the route table and the schemas that check requests: nothing is described twice.
import type { GenericSchema } from "valibot";
import { whoMay } from "../../domain/actions.ts";
import { wireVersion } from "../../protocol/constants.ts";
import type { ErrorCode } from "../../protocol/errors.ts";
import type { Answer, Operation, Tag } from "../operation.ts";
import { operations } from "../operations/index.ts";
import { byStatus, errorsOf } from "./faults.ts";
import { pathParameters, requestHeaders, responseHeaders } from "./parts.ts";
import { namedSchemas, schemaOf } from "./schemas.ts";

const tags: Record<Tag, string> = {
  Apps: "What you build.",
  Messages: "What you ask for, and what was answered. Each message starts a run, and each run becomes a version.",
  Versions: "What runs left. Nothing is overwritten: going back makes a new version.",
  Files: "The files of versions. A fixed version never changes, so what is read of one may be kept.",
  Events: "What happens, as it happens.",
  "Signing in": "Guest sessions by cookie, and API keys for programs. With a cookie, writes have to send `Origin`.",
  Server: "What the server says of itself.",
};

const reference = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` });
const camel = (name: string) => name.replaceAll("-", "");

function parametersOf({ path, query, headers = [] }: Operation): object[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => reference("parameters", name));
  const inHeaders = headers.map((name) => reference("parameters", camel(name)));
  return [...inPath, ...queryParameters(query), ...inHeaders];
}

interface QueryEntry {
  type: string;
  wrapped?: GenericSchema;
  default?: unknown;
}

function queryParameters(query: GenericSchema | undefined): object[] {
  if (!query || !("entries" in query)) return [];
  return Object.entries(query.entries as Record<string, GenericSchema & QueryEntry>).map(([name, entry]) => {
    const optional = entry.type === "optional" && entry.wrapped;
    const { description, ...schema } = schemaOf(optional || entry, "output");
    // A default is written as it would stand in the query; the schema says how it is parsed.
    const given = schema.type === "integer" ? Number(entry.default) : entry.default;
    return {
      name,
      in: "query",
      required: !optional,
      ...(description ? { description } : {}),
      schema: { ...schema, ...(entry.default === undefined ? {} : { default: given }) },
    };
  });
}

function contentOf(content: Readonly<Record<string, GenericSchema>>, direction: "input" | "output", example: unknown) {
  const entries = Object.entries(content).map(([type, schema]) => [
    type,
    { schema: schemaOf(schema, direction), ...(example === undefined ? {} : { example }) },
  ]);
  return Object.fromEntries(entries);
}

const headersOf = (names: readonly (keyof typeof responseHeaders)[]) => ({
  headers: Object.fromEntries(names.map((name) => [name, reference("headers", camel(name))])),
});

function success({ description, content, example, headers = [] }: Answer) {
  return {
    description,
    ...headersOf(["X-Request-Id", ...headers]),
    ...(content ? { content: contentOf(content, "output", example) } : {}),
  };
}

const headersOfStatus: Partial<Record<number, (keyof typeof responseHeaders)[]>> = {
  429: ["Retry-After"],
  503: ["Retry-After"],
};

const failureName = (status: number, codes: readonly ErrorCode[]) => `Error${status}_${codes.join("_or_")}`;

function failure(status: number, codes: readonly ErrorCode[]) {
  const code = { type: "object", properties: { code: { enum: codes } } };
  return {
    description: codes.map((entry) => `\`${entry}\``).join(", "),
    ...headersOf(["X-Request-Id", ...(headersOfStatus[status] ?? [])]),
    content: {
      "application/json": { schema: { allOf: [reference("schemas", "Error"), { type: "object", properties: { error: code } }] } },
    },
  };
}

function operationOf(operation: Operation) {
  const { id, tag, summary, description = summary, action, body, answers } = operation;
  const who = whoMay(action);
  return {
    operationId: id,
    tags: [tag],
    summary,
    description,
    ...(who === "anyone" ? { security: [] } : who === "session" ? { security: [{ session: [] }] } : {}),
    parameters: parametersOf(operation),
    ...(body
      ? {
          requestBody: {
            required: body.required ?? true,
            content: {
              ...contentOf({ [body.type]: body.schema }, "input", body.example),
              ...contentOf(body.also ?? {}, "input", undefined),
            },
          },
        }
      : {}),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, success(answer)])),
      ...Object.fromEntries(
        byStatus(errorsOf(operation)).map(([status, codes]) => [status, reference("responses", failureName(status, codes))]),
      ),
    },
  };
}

function pathsOf() {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method.toLowerCase()]: operationOf(operation) };
  }
  return paths;
}

function failures() {
  const all = operations.flatMap((operation) => byStatus(errorsOf(operation)));
  return Object.fromEntries(all.map(([status, codes]) => [failureName(status, codes), failure(status, codes)]));
}

function parameters() {
  const inPath = Object.entries(pathParameters).map(([name, rest]) => [name, { name, in: "path", required: true, ...rest }]);
  const inHeaders = Object.entries(requestHeaders).map(([name, rest]) => [camel(name), { name, in: "header", ...rest }]);
  return Object.fromEntries([...inPath, ...inHeaders]);
}

/** `origin` is where the document was requested, so that a generated client needs no other address. */
export function openApiDocument(origin: string) {
  return {
    openapi: "3.1.0",
    info: {
      title: "Edgewright",
      version: `${wireVersion}.0.0`,
      description: "From a chat message to a running, versioned web app. What a client may rely on is in PROTOCOL.md.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: origin, description: "The server that answered this document." }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    security: [{ key: [] }, { session: [] }],
    paths: pathsOf(),
    components: {
      schemas: namedSchemas(),
      parameters: parameters(),
      headers: Object.fromEntries(Object.entries(responseHeaders).map(([name, header]) => [camel(name), header])),
      responses: failures(),
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "An API key (`ew_…`)." },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "edgewright.session_token",
          description: "The session of a guest. Over HTTPS its name begins with `__Secure-`.",
        },
      },
    },
  };
}

export type OpenApiDocument = ReturnType<typeof openApiDocument>;
