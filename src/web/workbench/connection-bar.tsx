// Says when the page is not live. A drop that recovers at once is not mentioned.

import type { ReadonlySignal } from "@preact/signals";
import { WifiOff } from "lucide";
import type { Connection } from "../server/live.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { duration, nowMs } from "../ui/time.tsx";

/** Reconnects faster than this are not mentioned, milliseconds. */
const quietMs = 1_000;

interface ConnectionBarProps {
  connection: ReadonlySignal<Connection>;
  retryNow: () => void;
}

export function ConnectionBar({ connection, retryNow }: ConnectionBarProps) {
  return (
    <div role="status" aria-live="polite">
      <Words connection={connection.value} retryNow={retryNow} />
    </div>
  );
}

function Words({ connection, retryNow }: { connection: Connection; retryNow: () => void }) {
  switch (connection.state) {
    case "offline":
      return (
        <p class="bar" data-tone="warn">
          <Icon icon={WifiOff} />
          <span>You are offline. Anything running continues; you will see it when the connection is back.</span>
        </p>
      );
    case "reconnecting":
      if (nowMs.value - connection.sinceMs < quietMs) return null;
      return (
        <p class="bar" data-tone="warn">
          <Icon icon={WifiOff} />
          <span>
            Reconnecting for <span aria-hidden="true">{duration(nowMs.value - connection.sinceMs)}</span>. Anything running
            continues.
          </span>
          <span class="spacer" />
          <Button onClick={retryNow}>Try now</Button>
        </p>
      );
    default:
      return null;
  }
}
