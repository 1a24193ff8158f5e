// What a deployment is made of, read off wrangler's configuration and the arguments. Pure: nothing is asked and nothing is written.

export interface DeployArguments {
  dryRun: boolean;
  /** An environment of the configuration, `[env.NAME]`. */
  env: string | null;
  /** Another name for the Worker, its database, its bucket and its queues: a second Edgewright in the same account. */
  name: string | null;
  /** Cloudflare's own models answer where no key is set: the Worker gets the binding `AI`. */
  workersAi: boolean;
  /** For `wrangler deploy`, the last step. */
  rest: string[];
}

/** The part of wrangler's configuration that is read and changed here. */
export interface RawConfig {
  name?: string;
  r2_buckets?: { binding: string; bucket_name?: string }[];
  d1_databases?: { binding: string; database_name?: string; database_id?: string }[];
  ai?: { binding: string };
  queues?: { producers?: { queue: string }[]; consumers?: { queue: string; dead_letter_queue?: string }[] };
  env?: Record<string, RawConfig>;
}

export interface DeployPlan {
  worker: string;
  database: string;
  /** As the configuration gives it; null when the account has to be asked. */
  databaseId: string | null;
  queues: string[];
  /** Of R2, for pictures and other binary files. */
  buckets: string[];
  /** Whether the Worker may ask Cloudflare's own models. */
  workersAi: boolean;
  /** wrangler's configuration for this deployment. */
  configWith(databaseId: string): RawConfig;
}

/** What wrangler.toml holds, so that nobody's account is in it: local development needs an id, but not a real one. */
const noDatabaseId = "00000000-0000-0000-0000-000000000000";

export class DeployError extends Error {}

export function readDeployArguments(args: string[]): DeployArguments {
  const found: DeployArguments = { dryRun: false, env: null, name: null, workersAi: false, rest: [] };
  for (let at = 0; at < args.length; at += 1) {
    const argument = args[at]!;
    const equals = argument.startsWith("--") ? argument.indexOf("=") : -1;
    const option = equals > 0 ? argument.slice(0, equals) : argument;
    const value = () => {
      const text = equals > 0 ? argument.slice(equals + 1) : args[++at];
      if (!text || text.startsWith("-")) throw new DeployError(`${option} needs a value.`);
      return text;
    };
    if (option === "--dry-run") found.dryRun = true;
    else if (option === "--workers-ai") found.workersAi = true;
    else if (option === "--env" || option === "-e") found.env = value();
    else if (option === "--name") found.name = value();
    else if (option === "--config" || option === "-c")
      throw new DeployError("npm run deploy works on this folder's wrangler.toml. Use [env.NAME] in it, and --env NAME.");
    else found.rest.push(argument);
  }
  return found;
}

export function planOf(
  raw: RawConfig,
  { env, name, workersAi }: Pick<DeployArguments, "env" | "name" | "workersAi">,
): DeployPlan {
  const section = env === null ? raw : raw.env?.[env];
  if (!section) throw new DeployError(`wrangler.toml has no [env.${env}]. For a second one with names of its own: --name NAME`);
  const database = section.d1_databases?.find(({ binding }) => binding === "DB");
  const { consumers = [], producers = [] } = section.queues ?? {};
  if (!database || consumers.length === 0) {
    const where = env === null ? "wrangler.toml" : `[env.${env}] of wrangler.toml`;
    throw new DeployError(`${where} has no d1_databases with the binding DB, or no queues: environments inherit neither.`);
  }
  // As wrangler names the Worker of an environment.
  const own = section.name ?? raw.name ?? "edgewright";
  const plain = env === null || section.name !== undefined ? own : `${own}-${env}`;
  const worker = name ?? plain;
  const renamed = (text: string) =>
    name === null ? text : text.startsWith(plain) ? name + text.slice(plain.length) : `${name}-${text}`;
  const databaseName = renamed(database.database_name ?? "edgewright");
  const bucketNamed = (bucket: string | undefined) => renamed(bucket ?? "edgewright-blobs");
  const isKnown = name === null && database.database_id !== undefined && database.database_id !== noDatabaseId;

  const configWith = (id: string): RawConfig => {
    const changed: RawConfig = {
      ...section,
      name: worker,
      ...(workersAi ? { ai: section.ai ?? { binding: "AI" } } : {}),
      d1_databases: section.d1_databases?.map((one) =>
        one === database ? { ...one, database_name: databaseName, database_id: id } : one,
      ),
      ...(section.r2_buckets === undefined
        ? {}
        : { r2_buckets: section.r2_buckets.map((one) => ({ ...one, bucket_name: bucketNamed(one.bucket_name) })) }),
      queues: {
        producers: producers.map((producer) => ({ ...producer, queue: renamed(producer.queue) })),
        consumers: consumers.map((consumer) => ({
          ...consumer,
          queue: renamed(consumer.queue),
          ...(consumer.dead_letter_queue === undefined ? {} : { dead_letter_queue: renamed(consumer.dead_letter_queue) }),
        })),
      },
    };
    return env === null ? changed : { ...raw, env: { ...raw.env, [env]: changed } };
  };
  return {
    worker,
    database: databaseName,
    databaseId: isKnown ? (database.database_id ?? null) : null,
    queues: [
      ...new Set(
        consumers.flatMap(({ queue, dead_letter_queue }) =>
          dead_letter_queue === undefined ? [queue] : [queue, dead_letter_queue],
        ),
      ),
    ].map(renamed),
    buckets: (section.r2_buckets ?? []).map(({ bucket_name }) => bucketNamed(bucket_name)),
    workersAi: workersAi || section.ai !== undefined,
    configWith,
  };
}
