// `npm start` without a key: what runs on this machine is used, and said. LOCAL_MODELS=off leaves it alone; ports there are looked at instead of the
// usual ones.
import { configured } from "../../src/base/settings.ts";
import { findLocalServers, type Glance, glanceMs } from "./local-servers/find.ts";

/** Any of these says which models to ask. */
const choices = ["OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENROUTER_API_KEY", "ANTHROPIC_API_KEY"];

/** Less than this, tokens, and a conversation of a few files does not fit: standing prompt and tools alone take about 5,000. */
const contextMinTokens = 16_000;

/** Who names ports says that a server is there, so it may take longer than a glance to answer, milliseconds. */
const namedPortsMs = 3_000;

/** A model's id goes into the file of variables, which knows no escapes. */
const idMaxCharacters = 200;
const unfitId = /["'`$\p{Cc}]/u;

/** Variables that make the Worker use what was found; none when something is chosen, switched off, or nothing is there. Says what it does. */
export async function localModelVariables(
  variables: Record<string, string>,
  say: (line: string) => void,
  waitMs = variables.LOCAL_MODELS ? namedPortsMs : glanceMs,
): Promise<Record<string, string>> {
  if (choices.some((name) => configured(variables[name]) !== null)) return {};
  const setting = variables.LOCAL_MODELS?.trim() ?? "";
  if (setting.toLowerCase() === "off") return {};
  const { servers, unusable } = withFitIds(await findLocalServers(setting === "" ? null : readPorts(setting), waitMs));
  for (const trouble of unusable) say(trouble);
  const [best] = servers;
  if (!best) {
    say("No key is set, and no model server was found on this machine: the built-in demo model answers.");
    return {};
  }
  const [model] = best.models;
  const more = servers.reduce((sum, { models }) => sum + models.length, 0) - 1;
  say(
    `No key is set. Found ${servers.map(({ name, url }) => `${name} (${url})`).join(", ")}: ${model?.id} answers` +
      `${more > 0 ? `, ${more} more to choose from` : ""}. LOCAL_MODELS=off leaves it alone.`,
  );
  for (const line of warnings(best.name, model?.contextTokens ?? null, best.longerContext)) say(line);
  const told = servers.map(({ name, url, models }) => ({ name, url, models }));
  return { LOCAL_SERVERS: JSON.stringify(told) };
}

function withFitIds({ servers, unusable }: Glance): Glance {
  const fit = servers.map((server) => ({
    ...server,
    models: server.models.filter(({ id }) => id.length <= idMaxCharacters && !unfitId.test(id)),
  }));
  return { servers: fit.filter(({ models }) => models.length > 0), unusable };
}

function warnings(name: string, contextTokens: number | null, longerContext: string): string[] {
  if (contextTokens !== null && contextTokens < contextMinTokens) {
    const read = contextTokens.toLocaleString("en-US");
    return [
      `Warning: ${name} reads only ${read} tokens at once as it runs now, which is too little for an app: ${longerContext}.`,
    ];
  }
  // It says what it reads only of a model that is loaded, and silently drops the beginning of what is longer.
  if (contextTokens === null && name === "Ollama")
    return [
      `If apps come out wrong: Ollama reads only 4,096 tokens on most machines unless it is told otherwise: ${longerContext}.`,
    ];
  return [];
}

function readPorts(setting: string): number[] {
  return setting.split(/[\s,]+/).map((text) => {
    const port = Number(text);
    if (Number.isInteger(port) && port > 0 && port <= 65_535) return port;
    throw new Error(`LOCAL_MODELS is "off" or ports of this machine, such as 11434,8080; "${text}" is neither.`);
  });
}
