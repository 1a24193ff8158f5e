// Replaces better-auth/db, which only the API key plugin imports from. The rest of it would bring in all of zod: one function
// reads `z[type]` by name.
export { mergeSchema } from "../../node_modules/better-auth/dist/db/schema.mjs";
