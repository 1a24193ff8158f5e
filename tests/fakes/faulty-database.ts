// A D1 that fails the k-th call of one app, before or after it took effect. Everything else goes through to the real database.
// Tests inside workerd share their isolate with the Worker, so a plan that a test makes is seen by the hub and the Runner.

export interface FaultPlan {
  /** Which call fails, from 1. 0: none, they are only counted. */
  at: number;
  when: "before" | "after";
  /** As D1 words it. */
  message: string;
}

interface Counted extends FaultPlan {
  calls: number;
}

const plans = new Map<string, Counted>();

export const planFault = (appId: string, plan: FaultPlan): void => void plans.set(appId, { ...plan, calls: 0 });
/** Calls to D1 since the plan was made. */
export const callsOf = (appId: string): number => plans.get(appId)?.calls ?? 0;

async function count<T>(appId: string, work: () => Promise<T>): Promise<T> {
  const plan = plans.get(appId);
  if (!plan) return work();
  plan.calls += 1;
  const fails = plan.calls === plan.at;
  if (fails && plan.when === "before") throw new Error(plan.message);
  const result = await work();
  if (fails) throw new Error(plan.message);
  return result;
}

/** Prepared statements as drizzle uses them: bound, then run alone or in a batch. */
export function faultyDatabase(database: D1Database, appId: string): D1Database {
  const originals = new WeakMap<object, D1PreparedStatement>();
  const runs = new Set<PropertyKey>(["run", "all", "raw", "first"]);

  function wrap(statement: D1PreparedStatement): D1PreparedStatement {
    const wrapped = new Proxy(statement, {
      get(target, name) {
        const value = Reflect.get(target, name, target);
        if (typeof value !== "function") return value;
        if (name === "bind") return (...values: unknown[]) => wrap(target.bind(...values));
        if (runs.has(name)) return (...values: unknown[]) => count(appId, async () => Reflect.apply(value, target, values));
        return value.bind(target);
      },
    });
    originals.set(wrapped, statement);
    return wrapped;
  }

  return new Proxy(database, {
    get(target, name) {
      if (name === "prepare") return (query: string) => wrap(target.prepare(query));
      if (name === "batch") {
        return (statements: D1PreparedStatement[]) =>
          count(appId, () => target.batch(statements.map((statement) => originals.get(statement) ?? statement)));
      }
      const value = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
