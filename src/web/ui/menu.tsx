// A panel under its button: closes by Escape, by a click elsewhere, and when focus leaves it; arrows move in it. What stands in it is the
// caller's.
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { isComposing } from "./keys.ts";

interface MenuProps {
  label: string;
  trigger: ComponentChildren;
  triggerClass?: string;
  triggerTone?: "quiet";
  align?: "start" | "end";
  disabled?: boolean;
  children: (close: () => void) => ComponentChildren;
}

export function Menu({
  label,
  trigger,
  triggerClass = "icon-button",
  triggerTone,
  align = "start",
  disabled,
  children,
}: MenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  /** Where the focus goes once the panel is there. */
  const entering = useRef<Step | null>(null);

  // Before the next key can come.
  useLayoutEffect(() => {
    if (!open) return;
    const onPointer = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || isComposing(event)) return;
      setOpen(false);
      button.current?.focus();
    };
    // A click into the preview's frame never reaches this page; the loss of focus does.
    const onBlur = () => setOpen(false);
    document.addEventListener("pointerdown", onPointer);
    document.addEventListener("focusin", onPointer);
    document.addEventListener("keydown", onKey);
    window.addEventListener("blur", onBlur);
    return () => {
      document.removeEventListener("pointerdown", onPointer);
      document.removeEventListener("focusin", onPointer);
      document.removeEventListener("keydown", onKey);
      window.removeEventListener("blur", onBlur);
    };
  }, [open]);

  /** From the button down into the panel, and through it; nothing to do where a text is written. */
  const move = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step === undefined || isComposing(event) || !(event.target instanceof HTMLButtonElement)) return;
    event.preventDefault();
    if (open) focusItem(panel.current, step);
    else {
      setOpen(true);
      entering.current = step;
    }
  };
  useLayoutEffect(() => {
    if (open && entering.current !== null) focusItem(panel.current, entering.current);
    entering.current = null;
  }, [open]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the buttons in it.
    <div class="menu" ref={root} onKeyDown={move}>
      <button
        ref={button}
        type="button"
        class={triggerClass}
        data-tone={triggerTone}
        aria-label={label}
        title={label}
        aria-expanded={open}
        disabled={disabled}
        onClick={() => setOpen(!open)}
      >
        {trigger}
      </button>
      {open && (
        <div ref={panel} class="menu-panel" data-align={align}>
          {children(() => setOpen(false))}
        </div>
      )}
    </div>
  );
}

type Step = "next" | "previous" | "first" | "last";
const steps: Partial<Record<string, Step>> = { ArrowDown: "next", ArrowUp: "previous", Home: "first", End: "last" };

function focusItem(panel: HTMLElement | null, step: Step): void {
  const items = [...(panel?.querySelectorAll("button") ?? [])].filter(({ disabled }) => !disabled);
  const present = items.findIndex((item) => item.matches(":focus"));
  const at = { next: present + 1, previous: present < 0 ? -1 : present - 1, first: 0, last: -1 }[step];
  // Round the ends.
  items.at(at % items.length)?.focus();
}

interface MenuItem {
  words: string;
  act: () => void;
  danger?: boolean;
}

/** Plain commands, one under the other. */
export function MenuItems({ items, close }: { items: MenuItem[]; close: () => void }) {
  return (
    <div class="menu-items">
      {items.map(({ words, act, danger }) => (
        <button
          key={words}
          type="button"
          class="menu-item"
          data-tone={danger ? "danger" : "plain"}
          onClick={() => {
            close();
            act();
          }}
        >
          {words}
        </button>
      ))}
    </div>
  );
}
