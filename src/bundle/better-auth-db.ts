// Takes the place of better-auth/db, of which only the plugin for API keys imports something. What it has besides would bring all of zod along: one function
// of it reads `z[type]` by name.
export { mergeSchema } from "../../node_modules/better-auth/dist/db/schema.mjs";
