// The server's own variables and what each is for. A provider family keeps its variables in its own folder (src/models). README, "Configuration", lists
// them all, and a test checks that it does.
import { families } from "./models/index.ts";

const own = {
  AUTH_SECRET: "signs sessions; npm start and npm run deploy set it",
  HOSTS: "names under which the server answers, besides this machine's and PREVIEW_HOST",
  PREVIEW_HOST: 'host whose sub-domains are previews; not set: "localhost" locally, else signed paths',
  LIBRARY_CDN: "where libraries come from that the build does not have, in esm.sh's form; empty: from nowhere",
  RUN_SLICE_SECONDS: "a run moves on to a new invocation after a round that ends later than this",
  MODEL_FIRST_BYTE_SECONDS: "how long a model may think, or read the prompt, before its first word",
  MODEL_IDLE_SECONDS: "how long it may pause in the middle of an answer",
  MODEL_NO_PROGRESS_SECONDS: "how long it may send signs of life that hold nothing",
};

export type OwnSettings = { [Name in keyof typeof own]?: string };

/** Variables whose empty value is an answer, and not one that was left out. */
export const emptyIsAnswer: ReadonlySet<string> = new Set<keyof OwnSettings>(["LIBRARY_CDN"]);

/** Names of all variables that the Worker reads. */
export const settingNames: readonly string[] = [
  ...Object.keys(own),
  ...families.flatMap(({ settings }) => Object.keys(settings)),
];
