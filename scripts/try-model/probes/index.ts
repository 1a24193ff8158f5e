// All probes, in the order in which they are tried: what does not even call a tool need not be asked for more.
import type { Probe } from "../probe.ts";
import { context } from "./context.ts";
import { editing } from "./editing.ts";
import { stopping } from "./stopping.ts";
import { speed, streaming } from "./streaming.ts";
import { oneCall, readsResults, severalCalls } from "./tools.ts";

export const probes: readonly Probe[] = [streaming, speed, oneCall, severalCalls, readsResults, editing, stopping, context];
