// Replaces @better-auth/core/social-providers: of its 36 sign-in providers only GitHub is offered here.
import * as z from "zod";
import { github } from "../../node_modules/@better-auth/core/dist/social-providers/github.mjs";

/** better-auth looks up a configured provider by name: a missing one must say so instead of being called as undefined. */
export const socialProviders = new Proxy<Record<string, unknown>>(
  { github },
  {
    get(offered, name) {
      if (Reflect.has(offered, name)) return Reflect.get(offered, name);
      throw new Error(`Sign-in with ${String(name)} is not in the Worker's bundle: add it to src/bundle/social-providers.ts.`);
    },
  },
);

/** Any text, as in the library: a provider that is not configured is answered with 404 there. */
export const SocialProviderListEnum = z.string();
