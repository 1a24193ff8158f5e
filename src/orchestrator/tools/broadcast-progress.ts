// broadcast_progress: a line that tells the person what is being done. Its title is the message.
import * as v from "valibot";
import { defineTool, done } from "./define.ts";

export const broadcastProgress = defineTool({
  name: "broadcast_progress",
  description: "Tell the person in one short line what you are doing now, in a long piece of work.",
  entries: { message: v.pipe(v.string(), v.nonEmpty(), v.maxLength(300)) },
  writes: false,
  title: ({ message }) => message,
  run: () => done("Shown."),
});
