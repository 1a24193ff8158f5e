// How many errors the preview has reported, and a button to have them fixed.
import { TriangleAlert } from "lucide";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { counted } from "../words/numbers.ts";
import type { ErrorReport } from "./errors.ts";

interface ErrorBadgeProps {
  errors: readonly ErrorReport[];
  /** Puts a text into the message field. */
  write: (text: string) => void;
}

export function ErrorBadge({ errors, write }: ErrorBadgeProps) {
  if (errors.length === 0) return null;
  const total = errors.reduce((sum, error) => sum + error.count, 0);
  const trigger = (
    <>
      <Icon icon={TriangleAlert} /> {total}
    </>
  );
  return (
    <Menu
      label={`${counted(total, "error")} in the preview`}
      trigger={trigger}
      triggerClass="button warn tabular"
      triggerTone="quiet"
      align="end"
    >
      {(close) => (
        <div class="preview-menu error-list">
          <ul>
            {errors.map(({ message, count }) => (
              <li key={message}>
                <code>{message}</code> {count > 1 && <span class="muted">×{count}</span>}
              </li>
            ))}
          </ul>
          <button
            type="button"
            class="button"
            onClick={() => {
              write(`The preview reports:\n${errors.map(({ message }) => `- ${message}`).join("\n")}\nPlease fix it.`);
              close();
            }}
          >
            Ask for a fix
          </button>
        </div>
      )}
    </Menu>
  );
}
