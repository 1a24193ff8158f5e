// The OpenAPI document, judged by a linter that others use, and by what this API promises of it.
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { expect, test } from "vitest";
import { openApiDocument } from "../../src/api/document/index.ts";
import { operations } from "../../src/api/operations/index.ts";
import { eventSchemas } from "../../src/protocol/events.ts";

const document = openApiDocument("https://edgewright.test");

async function lint(source: object) {
  const config = await createConfig({
    extends: ["recommended-strict"],
    rules: {
      "operation-operationId-unique": "error",
      "operation-description": "error",
      "operation-parameters-unique": "error",
      "path-parameters-defined": "error",
      "tag-description": "error",
      "no-invalid-media-type-examples": "error",
      "no-invalid-schema-examples": "error",
      "response-contains-header": { severity: "error", names: { "4XX": ["X-Request-Id"], "5XX": ["X-Request-Id"] } },
    },
  });
  const problems = await lintFromString({ source: JSON.stringify(source), absoluteRef: "/openapi.json", config });
  return problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} (${location[0]?.pointer})`);
}

test("the linter has nothing to say, and would have", async () => {
  expect(await lint(document)).toEqual([]);
  const broken = { ...document, paths: { "/api/apps/{id}": { get: { responses: {} } } } };
  expect((await lint(broken)).length).toBeGreaterThan(3);
});

test("each operation has an id of its own, a body where it takes one, and every parameter of its path", () => {
  const text = JSON.stringify(document);
  for (const { id, path, body } of operations) {
    const written = Object.values(document.paths[path] ?? {}).find((entry) => "operationId" in entry && entry.operationId === id);
    expect([id, written]).toMatchObject([id, { tags: [expect.any(String)] }]);
    expect([id, written !== undefined && "requestBody" in written]).toEqual([id, body !== undefined]);
  }
  expect(text.match(/"operationId":/g)).toHaveLength(operations.length);
  expect(document.paths["/api/apps"]?.get).toMatchObject({
    parameters: [{ name: "limit", schema: { type: "integer", minimum: 1, maximum: 200, default: 50 } }, { name: "cursor" }],
  });
  expect(document.paths["/api/apps/{id}/files/{path}"]?.put).toMatchObject({
    parameters: ["id", "path", "IfMatch"].map((name) => ({ $ref: `#/components/parameters/${name}` })),
    requestBody: { required: true, content: { "text/plain": { schema: { type: "string" } } } },
  });
  expect(document.paths["/api/apps/{id}/versions/{ref}/cancel"]?.post).toMatchObject({
    responses: { 200: {}, 202: {}, 404: {} },
  });
});

test("each event type has its schema, which its type leads to", () => {
  const { mapping } = document.components.schemas.Event.discriminator;
  expect(Object.keys(mapping)).toEqual(Object.keys(eventSchemas));
  const schemas: Record<string, object> = document.components.schemas;
  for (const [type, place] of Object.entries(mapping)) {
    const schema = schemas[place.replace("#/components/schemas/", "")];
    expect([type, schema]).toMatchObject([type, { properties: { type: { const: type } } }]);
  }
});
