// Short forms that the operations share.
import type { GenericSchema } from "valibot";

/** An answer that is JSON. */
export const json = <S extends GenericSchema>(schema: S) => ({ "application/json": schema });
