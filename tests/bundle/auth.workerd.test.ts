// better-auth as it is in the bundle: without kysely, with zod in part, and with GitHub as the only provider. Every way to sign in that is
// offered, or can be by configuration, works inside workerd.
import { env } from "cloudflare:workers";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { betterAuth } from "better-auth/minimal";
import { expect, test } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import { account, session, user, verification } from "../../src/store/schema.ts";
import { origin } from "../flow/support.ts";

const credentials = { clientId: "an id", clientSecret: "a secret" };

function authWith(socialProviders: Record<string, typeof credentials>) {
  return betterAuth({
    baseURL: origin,
    secret: "a secret of the tests, long enough to sign with",
    database: drizzleAdapter(openDatabase(env.DB), { provider: "sqlite", schema: { account, session, user, verification } }),
    emailAndPassword: { enabled: true },
    socialProviders,
  });
}

function post(auth: ReturnType<typeof authWith>, path: string, body: object): Promise<Response> {
  const headers = { "Content-Type": "application/json", Origin: origin };
  return auth.handler(new Request(`${origin}/api/auth${path}`, { method: "POST", headers, body: JSON.stringify(body) }));
}

test("e-mail and password: sign-up, sign-in, a wrong password, and input that is none", async () => {
  const auth = authWith({});
  const email = `${crypto.randomUUID()}@example.com`;
  const password = "correct horse battery staple";
  const signedUp = await post(auth, "/sign-up/email", { name: "Ada", email, password });
  expect(signedUp.status).toBe(200);
  const signedIn = await post(auth, "/sign-in/email", { email, password });
  expect(await signedIn.json()).toMatchObject({ user: { email, name: "Ada" } });
  const cookie = signedIn.headers.get("set-cookie")?.split(";", 1)[0] ?? "";
  expect(await auth.api.getSession({ headers: new Headers({ cookie }) })).toMatchObject({ user: { email } });

  expect((await post(auth, "/sign-in/email", { email, password: "wrong" })).status).toBe(401);
  const refused = await post(auth, "/sign-up/email", { name: "Ada", email: "no address", password });
  expect(refused.status).toBe(400);
  // The English texts are the ones that stay of zod's languages.
  expect(await refused.json()).toMatchObject({ message: expect.stringContaining("email") });
});

test("GitHub: the browser is sent there; a provider that is not configured is not known", async () => {
  const auth = authWith({ github: credentials });
  const answer = await post(auth, "/sign-in/social", { provider: "github", callbackURL: "/" });
  const { url } = await answer.json<{ url: string }>();
  expect(new URL(url).origin + new URL(url).pathname).toBe("https://github.com/login/oauth/authorize");
  expect(new URL(url).searchParams.get("client_id")).toBe(credentials.clientId);
  expect((await post(auth, "/sign-in/social", { provider: "google" })).status).toBe(404);
});

test("a provider that is configured and not in the bundle says where to add it", async () => {
  await expect(authWith({ google: credentials }).$context).rejects.toThrow("add it to src/bundle/social-providers.ts");
});
