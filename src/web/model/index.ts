// The model of a viewer: state, reducer, and values derived from them. The tests and the smoke test use it too.
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
