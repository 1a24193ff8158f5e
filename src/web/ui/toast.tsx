// Short messages about what was done or could not be done. Errors, and messages with an action, stay until they are closed.
import { effect, signal } from "@preact/signals";
import { CircleAlert, CircleCheck, X } from "lucide";
import { isUnreached } from "../requests/api-error.ts";
import { wordsOf } from "../requests/error-words.ts";
import { reachable } from "../requests/reach.ts";
import { Button, IconButton } from "./button.tsx";
import { Icon } from "./icon.tsx";

export interface ToastAction {
  words: string;
  act: () => void;
}

interface Toast {
  id: number;
  tone: "good" | "bad";
  message: string;
  hint: string;
  action?: ToastAction;
  /** True only until the server answers again. */
  unreached?: boolean;
}

/** How long good news stays, milliseconds: long enough to read a short sentence twice. */
const readingMs = 5_000;

const toasts = signal<Toast[]>([]);
let nextId = 1;

function dismiss(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}

export function notify(message: string, action?: ToastAction): void {
  const id = nextId++;
  toasts.value = [...toasts.value, { id, tone: "good", message, hint: "", ...(action ? { action } : {}) }];
  if (!action) setTimeout(() => dismiss(id), readingMs);
}

export function notifyError(error: unknown): void {
  toasts.value = [...toasts.value, { id: nextId++, tone: "bad", ...wordsOf(error), unreached: isUnreached(error) }];
}

effect(() => {
  if (reachable.value) toasts.value = toasts.peek().filter(({ unreached }) => !unreached);
});

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map(({ id, tone, message, hint, action }) => (
        <div key={id} class="toast" data-tone={tone}>
          <Icon icon={tone === "good" ? CircleCheck : CircleAlert} />
          <p>
            {message} {hint && <span class="muted">{hint}</span>}
          </p>
          {action && (
            <Button
              onClick={() => {
                dismiss(id);
                action.act();
              }}
            >
              {action.words}
            </Button>
          )}
          <IconButton label="Dismiss" icon={X} onClick={() => dismiss(id)} />
        </div>
      ))}
    </div>
  );
}
