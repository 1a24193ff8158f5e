// Reads values from foreign JSON: servers and models may send anything in any field.

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Empty for anything that is not text. */
export const textOr = (value: unknown): string => (typeof value === "string" ? value : "");
