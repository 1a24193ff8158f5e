// A program of the benches in a process of its own, so that its work is not done on the measuring side's thread.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

export interface Child<Message> {
  send(message: Record<string, unknown>): void;
  /** The next message that it sends. */
  next(): Promise<Message>;
  stop(): Promise<void>;
}

/** `name`: a file of tests/bench/peers. */
export function startChild<Message>(name: string, args: string[] = []): Child<Message> {
  const child: ChildProcess = fork(join(import.meta.dirname, "../peers", `${name}.ts`), args, { stdio: "inherit" });
  const last = () => void child.kill("SIGKILL");
  process.once("exit", last);
  const ended = once(child, "exit");
  return {
    send: (message) => void child.send(message),
    async next() {
      const [message] = await Promise.race([
        once(child, "message"),
        ended.then(() => Promise.reject(new Error(`${name} ended (its reason is above).`))),
      ]);
      return message as Message;
    },
    async stop() {
      process.off("exit", last);
      child.kill();
      await ended;
    },
  };
}
