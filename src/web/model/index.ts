// The model of a viewer: state, reducer, and what is derived from them. Also used by tests and by the smoke test.
export { callsOf, type LiveFile, liveFiles, openCall } from "./files.ts";
export { isUnfinished, isWritten, progressOf, type RunProgress } from "./progress.ts";
export { reduce } from "./reduce.ts";
export {
  type AppState,
  type CallPart,
  type FileWork,
  fromSnapshot,
  initialState,
  type Part,
  type Run,
  type RunError,
  type Snapshot,
  withOlder,
} from "./state.ts";
