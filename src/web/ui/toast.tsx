// Short messages about what was done or could not be done. Errors stay until they are closed.
import { signal } from "@preact/signals";
import { CircleAlert, CircleCheck, X } from "lucide";
import { wordsOf } from "../errors.ts";
import { IconButton } from "./button.tsx";
import { Icon } from "./icon.tsx";

interface Toast {
  id: number;
  tone: "good" | "bad";
  message: string;
  hint: string;
}

/** How long good news stays, milliseconds: time to read a short sentence twice. */
const readingMs = 5_000;

const toasts = signal<Toast[]>([]);
let nextId = 1;

function dismiss(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}

export function notify(message: string): void {
  const id = nextId++;
  toasts.value = [...toasts.value, { id, tone: "good", message, hint: "" }];
  setTimeout(() => dismiss(id), readingMs);
}

export function notifyError(error: unknown): void {
  toasts.value = [...toasts.value, { id: nextId++, tone: "bad", ...wordsOf(error) }];
}

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map(({ id, tone, message, hint }) => (
        <div key={id} class={`toast ${tone}`}>
          <Icon icon={tone === "good" ? CircleCheck : CircleAlert} />
          <p>
            {message} {hint && <span class="muted">{hint}</span>}
          </p>
          <IconButton label="Dismiss" icon={X} onClick={() => dismiss(id)} />
        </div>
      ))}
    </div>
  );
}
