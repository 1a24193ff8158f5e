// Reads what `npm start` has to know of wrangler's arguments; everything else goes on to wrangler as it is.

export interface StartArguments {
  port: number;
  ip: string | null;
  persistTo: string | null;
  /** From --var NAME:value. Taken out of the arguments, because every user of a machine can read those. */
  variables: Record<string, string>;
  envFiles: string[];
  /** Arguments for wrangler, without those above. */
  rest: string[];
}

export const defaultPort = 8787;

/** Fails with a sentence when an option has no usable value. */
export function readStartArguments(args: string[]): StartArguments {
  const found: StartArguments = { port: defaultPort, ip: null, persistTo: null, variables: {}, envFiles: [], rest: [] };
  for (let at = 0; at < args.length; at++) {
    const argument = args[at]!;
    const equals = argument.startsWith("--") ? argument.indexOf("=") : -1;
    const name = equals > 0 ? argument.slice(0, equals) : argument;
    const values = (many: boolean): string[] => {
      if (equals > 0) return [argument.slice(equals + 1)];
      const taken: string[] = [];
      while (at + 1 < args.length && !args[at + 1]!.startsWith("-") && (many || taken.length === 0)) taken.push(args[++at]!);
      if (taken.length === 0) throw new Error(`${name} needs a value.`);
      return taken;
    };
    const last = () => values(false).at(-1)!;
    switch (name) {
      case "--port":
        found.port = readPort(last());
        break;
      case "--ip":
        found.ip = last();
        break;
      case "--persist-to":
        found.persistTo = last();
        break;
      case "--env-file":
        found.envFiles.push(...values(true));
        break;
      case "--var":
        for (const pair of values(true)) {
          const colon = pair.indexOf(":");
          if (colon < 1) throw new Error("--var takes NAME:value.");
          found.variables[pair.slice(0, colon)] = pair.slice(colon + 1);
        }
        break;
      default:
        found.rest.push(argument);
    }
  }
  return found;
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port takes a number from 0 to 65535, not "${text}".`);
  return port;
}
