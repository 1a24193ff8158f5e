// A database without our tables is answered with what to do, not with a stack trace.
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { clientWith } from "../flow/support.ts";

test("a Worker whose database is not migrated answers 503 with the command to run", async () => {
  await env.DB.exec("DROP TABLE apikey");
  const client = clientWith({ Authorization: "Bearer ew_anything" });
  const answer = await client.call<{ error: { hint: string } }>("GET", "/api/apps");
  expect(answer).toMatchObject({ status: 503, body: { error: { code: "database_not_ready" } } });
  expect(answer.body.error.hint).toContain("npm start");
});
