// Short forms that the operations share.
import type { GenericSchema } from "valibot";

/** An answer that is JSON. */
export const json = <S extends GenericSchema>(schema: S) => ({ "application/json": schema });

/** Answers of operations that start a run. Always 202 without `Prefer`. */
export const startedRun = <S extends GenericSchema>(schema: S, example: { queued: unknown; ended: unknown }) => ({
  200: {
    description: "The run has ended within the wait that `Prefer` asked for.",
    content: json(schema),
    example: example.ended,
    headers: ["Preference-Applied"] as const,
  },
  202: {
    description: "The run is queued, or still running when the wait is over.",
    content: json(schema),
    example: example.queued,
    headers: ["Preference-Applied"] as const,
  },
});
