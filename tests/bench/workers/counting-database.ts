// A D1 that remembers the round trips of one app: each statement that is run alone, each batch. Everything goes through to the real database.

const calls = new Map<string, string[]>();

/** Round trips since they were last forgotten, oldest first: the first words of each statement. */
export const callsOf = (appId: string): string[] => calls.get(appId) ?? [];
export const forgetCalls = (appId: string): void => void calls.set(appId, []);

/** Enough of a statement to know it by. */
const shownCharacters = 60;
const runs = new Set<PropertyKey>(["run", "all", "raw", "first"]);

/** Prepared statements as drizzle uses them: bound, then run alone or in a batch. */
export function countingDatabase(database: D1Database, appId: string): D1Database {
  const originals = new WeakMap<object, { statement: D1PreparedStatement; query: string }>();
  const shown = (query: string) => query.slice(0, shownCharacters);
  const note = (what: string) => calls.set(appId, [...callsOf(appId), what]);

  function wrap(statement: D1PreparedStatement, query: string): D1PreparedStatement {
    const wrapped = new Proxy(statement, {
      get(target, name) {
        const value = Reflect.get(target, name, target);
        if (typeof value !== "function") return value;
        if (name === "bind") return (...values: unknown[]) => wrap(target.bind(...values), query);
        if (!runs.has(name)) return value.bind(target);
        return (...values: unknown[]) => {
          note(shown(query));
          return Reflect.apply(value, target, values);
        };
      },
    });
    originals.set(wrapped, { statement, query });
    return wrapped;
  }

  return new Proxy(database, {
    get(target, name) {
      if (name === "prepare") return (query: string) => wrap(target.prepare(query), query);
      if (name === "batch") {
        return (statements: D1PreparedStatement[]) => {
          const known = statements.map((statement) => originals.get(statement) ?? { statement, query: "?" });
          note(`batch of ${known.length}: ${known.map(({ query }) => shown(query)).join(" | ")}`);
          return target.batch(known.map(({ statement }) => statement));
        };
      }
      const value = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
