// What `npm start` tells the process that serves, and hears from it.

export interface ServerSettings {
  /** Wrangler's configuration file. */
  config: string;
  /** File with the Worker's variables: in arguments every user of the machine could read them. */
  variables: string;
  ip: string;
  port: number;
  persistTo: string;
  registry: string;
  /** Null: no inspector. */
  inspectorPort: number | null;
}

/** `port` is the one it listens on. */
export type ServerMessage = { type: "ready"; port: number };
