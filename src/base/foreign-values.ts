// What foreign JSON turns out to hold: servers and models send anything where something is due.

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Empty for what is no text. */
export const textOr = (value: unknown): string => (typeof value === "string" ? value : "");
