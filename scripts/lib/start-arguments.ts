// Reads the arguments of `npm start`. What it does not know is refused: an argument that is taken and not carried out helps nobody.

export interface StartArguments {
  port: number;
  ip: string;
  persistTo: string | null;
  /** From --var NAME:value. */
  variables: Record<string, string>;
  envFiles: string[];
  config: string | null;
  /** Null: no inspector. */
  inspectorPort: number | null;
}

export const defaultPort = 8787;

export const usage = `npm start -- [--port N] [--ip ADDRESS] [--persist-to DIR] [--var NAME:value …] [--env-file FILE …]
               [--config FILE] [--inspector-port N]`;

/** Fails with a sentence when an option has no usable value, or is not one of ours. */
export function readStartArguments(args: string[]): StartArguments {
  const found: StartArguments = {
    port: defaultPort,
    ip: "localhost",
    persistTo: null,
    variables: {},
    envFiles: [],
    config: null,
    inspectorPort: null,
  };
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
        found.port = readPort(name, last());
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
      case "--config":
        found.config = last();
        break;
      case "--inspector-port":
        found.inspectorPort = readPort(name, last());
        break;
      case "--var":
        for (const pair of values(true)) {
          const colon = pair.indexOf(":");
          if (colon < 1) throw new Error("--var takes NAME:value.");
          found.variables[pair.slice(0, colon)] = pair.slice(colon + 1);
        }
        break;
      default:
        throw new Error(`npm start does not know ${argument}. What it knows:\n${usage}`);
    }
  }
  return found;
}

function readPort(name: string, text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`${name} takes a number from 0 to 65535, not "${text}".`);
  return port;
}
