// What the isolate of the compiler answers (src/isolates).
import { WorkerEntrypoint } from "cloudflare:workers";
import { compileStyle } from "../styles/compiler/compile.ts";
import type { CompiledStyle, StyleRequest } from "../styles/contract.ts";

export default class extends WorkerEntrypoint {
  compile(request: StyleRequest): Promise<CompiledStyle> {
    return compileStyle(request);
  }
}
