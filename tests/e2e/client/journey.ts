// A foreign program: written against the types that a public generator makes of the OpenAPI document, and nothing else of ours. That it compiles is half
// of the test (tests/e2e/programs.e2e.test.ts); the other half runs it.
import createClient from "openapi-fetch";
import type { components, paths } from "./generated.ts";

type Version = components["schemas"]["Version"];
type Event = components["schemas"]["Event"];

export interface Journey {
  events: Event["type"][];
  patches: string[];
  restored: Version;
  page: string;
}

function fail(error: components["schemas"]["Error"] | undefined): never {
  throw new Error(error ? `${error.error.code}: ${error.error.message}` : "There was no answer.");
}

/** Create → follow → write a file → differences → restore. */
export async function travel(baseUrl: string, prompt: string): Promise<Journey> {
  const visitor = createClient<paths>({ baseUrl, headers: { Origin: baseUrl } });
  const guest = await visitor.POST("/api/auth/sign-in/anonymous", { body: {} });
  if (!guest.data) fail(guest.error);
  const cookies = guest.response.headers.getSetCookie().map((line) => line.split(";", 1)[0]);
  const made = await visitor.POST("/api/auth/api-key/create", {
    body: { name: "journey" },
    headers: { Cookie: cookies.join("; ") },
  });
  if (!made.data) fail(made.error);

  const client = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${made.data.key}` } });
  const created = await client.POST("/api/apps", {
    params: { header: { "Idempotency-Key": crypto.randomUUID() } },
    body: { prompt },
  });
  if (!created.data) fail(created.error);
  const { id } = created.data.app;

  const events = await follow(client, id);
  const version = { params: { path: { id, ref: created.data.version.id }, query: { wait: 60 } } };
  const first = await client.GET("/api/apps/{id}/versions/{ref}", version);
  if (!first.data) fail(first.error);
  // Of the codes that the document lists: any other would not compile.
  if (first.data.version.error_code === "quota") throw new Error("The demo model has no quota.");

  const written = await client.PUT("/api/apps/{id}/files/{path}", {
    params: { path: { id, path: "notes/todo.md" }, header: { "If-Match": String(first.data.version.number) } },
    body: "# To do\n",
    bodySerializer: (text) => text,
    headers: { "Content-Type": "text/plain" },
  });
  if (!written.data) fail(written.error);

  const ref = String(written.data.version.number);
  const diff = await client.GET("/api/apps/{id}/versions/{ref}/diff", { params: { path: { id, ref } } });
  if (!diff.data) fail(diff.error);
  const restored = await client.POST("/api/apps/{id}/versions/{ref}/restore", { params: { path: { id, ref: "1" } } });
  if (!restored.data) fail(restored.error);
  const page = await client.GET("/api/apps/{id}/versions/{ref}/files/{path}", {
    params: { path: { id, ref: "latest", path: "index.html" } },
    parseAs: "text",
  });
  if (!page.data) fail(page.error);

  const gone = await client.GET("/api/apps/{id}/versions/{ref}", { params: { path: { id, ref: "99" } } });
  const code: "not_found" | undefined =
    gone.response.status === 404 && gone.error?.error.code === "not_found" ? "not_found" : undefined;
  if (!code) throw new Error("A version that never was is not found.");
  const list = await client.GET("/api/apps", { params: { query: { limit: 1 } } });
  if (list.data?.has_more !== false) throw new Error("There is one app.");
  await client.DELETE("/api/apps/{id}", { params: { path: { id } } });
  return { events, patches: diff.data.files.map(({ patch }) => patch), restored: restored.data.version, page: page.data };
}

/** Types of all events until the run ends, as server-sent events. */
async function follow(client: ReturnType<typeof createClient<paths>>, id: string): Promise<Event["type"][]> {
  const stream = await client.GET("/api/apps/{id}/events", {
    params: { path: { id }, query: { after: 0 } },
    headers: { Accept: "text/event-stream" },
    parseAs: "stream",
  });
  if (!stream.data) fail(stream.error);
  const types: Event["type"][] = [];
  let text = "";
  for await (const piece of stream.data.pipeThrough(new TextDecoderStream())) {
    const lines = (text + piece).split("\n");
    text = lines.pop() ?? "";
    for (const line of lines) {
      if (!line.startsWith("data: ")) continue;
      const event = JSON.parse(line.slice("data: ".length)) as Event;
      types.push(event.type);
      // The type tells the fields: these lines compile only where the generator understood it.
      if (event.type === "version.failed") throw new Error(event.message);
      if (event.type === "version.completed" && event.version.status === "completed") return types;
    }
  }
  throw new Error("The stream ended before the run did.");
}
