// Replaces parts of libraries that never run here ([alias] in wrangler.toml and scripts/build-trimmed.ts say which). Running one throws an error that
// says so. What each is, and how to check after an update that it still never runs: docs/decisions/2026-11-26-bundle.md

function refuse(what: string): never {
  throw new Error(
    `${what} is not in the Worker's bundle. If it is needed now, take its line out of [alias] in wrangler.toml or of scripts/build-trimmed.ts.`,
  );
}

/** A function or class that may be imported and passed around, but not used. */
function absent(what: string) {
  return new Proxy(class {}, {
    get: () => refuse(what),
    apply: () => refuse(what),
    construct: () => refuse(what),
  });
}

/** A resource of the openai client: the client creates all of them, so only what is read from one is refused. */
export function absentResource(what: string) {
  return class {
    constructor() {
      // biome-ignore lint/correctness/noConstructorReturn: the proxy is the object.
      return new Proxy(this, { get: () => refuse(what) });
    }
  };
}

// openai: administration and beta resources.
export const Admin = absentResource("openai's client.admin");
export const Beta = absentResource("openai's client.beta");
// openai: helpers on top of `create({ stream: true })`, which gives the chunks themselves.
export const ChatCompletionStream = absent("openai's chat.completions.stream()");
export const ChatCompletionRunner = absent("openai's chat.completions.runTools()");
export const ChatCompletionStreamingRunner = absent("openai's chat.completions.runTools()");
export const ResponseStream = absent("openai's responses.stream()");

// better-auth: organizations' API keys, and a database in memory.
export const hasPermission = absent("better-auth's organization plugin");
export const memoryAdapter = absent("better-auth's database in memory");
