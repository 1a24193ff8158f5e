// An app's hub as use cases see it (domain/ports.ts), called from outside its object. The hub has no timers, so waiting for a run's end means being a
// viewer of the app's live events.
import type { Hub, Watch } from "../domain/ports.ts";
import { done, type Result } from "../domain/result.ts";
import { pingText, pongText } from "../protocol/constants.ts";
import { terminalTypes, type WireEvent } from "../protocol/events.ts";
import { confirmCharacters, type Hubs, openSocket } from "./connect.ts";

/** `origin`: the address the client used, which preview addresses start with. */
export function remoteHub(hubs: Hubs, appId: string, origin: string): Hub {
  const hub = () => hubs.getByName(appId);
  return {
    submit: (message) => hub().submit({ appId, origin, ...message }),
    retry: (input) => hub().retry({ appId, origin, ...input }),
    commitFiles: (change) => hub().commitFiles({ appId, origin, ...change }),
    cancel: (versionId) => hub().cancel({ appId, versionId, origin }),
    editMessage: (messageId, content) => hub().editMessage({ messageId, content }),
    removeMessage: (messageId) => hub().removeMessage({ messageId }),
    updateApp: (fields) => hub().updateApp({ appId, origin, ...fields }),
    destroyApp: () => hub().destroyApp(appId),
    watch: (versionId) => watch(hubs, appId, versionId),
  };
}

async function watch(hubs: Hubs, appId: string, versionId: string): Promise<Result<Watch>> {
  const opened = await openSocket(hubs, appId, "now");
  if (!opened.ok) return opened;
  const socket = opened.value;
  const over = Promise.withResolvers<Awaited<ReturnType<Watch["ended"]>>>();
  let unconfirmedCharacters = 0;
  socket.addEventListener("message", ({ data }) => {
    const text = String(data);
    if (text === pongText) return;
    unconfirmedCharacters += text.length;
    if (unconfirmedCharacters >= confirmCharacters) {
      socket.send(pingText);
      unconfirmedCharacters = 0;
    }
    const events = JSON.parse(text) as WireEvent[];
    if (events.some((event) => "seq" in event && event.version_id === versionId && terminalTypes.has(event.type)))
      over.resolve("ended");
  });
  socket.addEventListener("close", () => over.resolve("hung_up"));
  socket.addEventListener("error", () => over.resolve("hung_up"));
  socket.accept();
  return done({
    async ended(seconds) {
      const timer = setTimeout(() => over.resolve("time_over"), seconds * 1000);
      const how = await over.promise;
      clearTimeout(timer);
      return how;
    },
    close: () => socket.close(1000),
  });
}
