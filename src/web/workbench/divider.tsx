// The border between chat and app: moved by dragging or with the arrow keys, remembered in pixels.
import { effect, signal } from "@preact/signals";
import { recall, remember } from "../ui/storage.ts";

/** Limits of the chat's width, CSS pixels: below, messages break badly; above, lines are too long to read. */
const minWidthPx = 320;
const maxWidthPx = 560;
const keyStepPx = 20;
const defaultShare = 0.34;

const clamp = (width: number) => Math.round(Math.min(maxWidthPx, Math.max(minWidthPx, width)));

const stored = Number(recall("chat-width"));
const width = signal(clamp(stored > 0 ? stored : innerWidth * defaultShare));

effect(() => document.documentElement.style.setProperty("--chat-width", `${width.value}px`));

function move(next: number): void {
  width.value = clamp(next);
  remember("chat-width", String(width.value));
}

export function Divider() {
  const value = width.value;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is not a horizontal rule.
    <div
      class="divider"
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the chat"
      aria-valuenow={value}
      aria-valuemin={minWidthPx}
      aria-valuemax={maxWidthPx}
      tabIndex={0}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) move(event.clientX);
      }}
      onKeyDown={(event) => {
        if (event.key === "ArrowLeft") move(value - keyStepPx);
        if (event.key === "ArrowRight") move(value + keyStepPx);
      }}
    />
  );
}
