// A panel under its button, on the browser's own popover: top layer, Escape, a click elsewhere and the way back of the focus are its work. Ours
// are the place, the arrow keys, and what the browser does not see: focus that moves on, and a click into the preview's frame.
import type { ComponentChildren } from "preact";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { isComposing } from "./keys.ts";

interface MenuProps {
  label: string;
  trigger: ComponentChildren;
  triggerClass?: string;
  triggerTone?: "quiet";
  align?: Align;
  children: (close: () => void) => ComponentChildren;
}

type Align = "start" | "end";

export function Menu({ label, trigger, triggerClass = "icon-button", triggerTone, align = "start", children }: MenuProps) {
  const id = useId();
  /** As the browser tells it: what stands in the panel is made when it opens. */
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  /** Where the focus goes once the panel is there. */
  const entering = useRef<Step | null>(null);
  const close = () => panel.current?.hidePopover();

  useLayoutEffect(() => {
    if (!open) return;
    // Its content comes just before it is shown, and its size with that: it is placed in the frame that first paints it.
    const frame = requestAnimationFrame(() => {
      if (!panel.current || !button.current) return;
      place(panel.current, button.current, align);
      if (entering.current !== null) focusItem(panel.current, entering.current);
      entering.current = null;
    });
    return () => cancelAnimationFrame(frame);
  }, [open, align]);

  useEffect(() => {
    if (!open) return;
    const leave = () => panel.current?.hidePopover();
    addEventListener("blur", leave);
    addEventListener("resize", leave);
    return () => {
      removeEventListener("blur", leave);
      removeEventListener("resize", leave);
    };
  }, [open]);

  /** From the button down into the panel, and through it; nothing to do where a text is written. */
  const move = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step === undefined || isComposing(event) || !(event.target instanceof HTMLButtonElement)) return;
    event.preventDefault();
    if (open) return focusItem(panel.current, step);
    entering.current = step;
    panel.current?.showPopover();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the buttons in it.
    <div
      class="menu"
      ref={root}
      onKeyDown={move}
      onFocusOut={({ relatedTarget }) => {
        if (relatedTarget instanceof Node && !root.current?.contains(relatedTarget)) close();
      }}
    >
      <button
        ref={button}
        type="button"
        class={triggerClass}
        data-tone={triggerTone}
        aria-label={label}
        title={label}
        aria-expanded={open}
        popovertarget={id}
      >
        {trigger}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        class="menu-panel"
        onBeforeToggle={({ newState }) => newState === "open" && setOpen(true)}
        // Not before: the browser gives the focus back only if what holds it is still there.
        onToggle={({ newState }) => newState === "closed" && setOpen(false)}
      >
        {open && children(close)}
      </div>
    </div>
  );
}

/** Between the panel and the edge of the page, and its button, CSS pixels. */
const edgePx = 8;
const gapPx = 4;

/** Under its button, or over it where there is more room, and within the page, with which it scrolls. */
function place(panel: HTMLElement, button: HTMLElement, align: Align): void {
  panel.style.left = "0";
  const at = button.getBoundingClientRect();
  const { offsetWidth: width } = panel;
  const height = panel.offsetHeight + gapPx;
  const wanted = align === "start" ? at.left : at.right - width;
  const last = document.documentElement.clientWidth - width - edgePx;
  const over = at.bottom + height > innerHeight && at.top > height;
  panel.style.left = `${Math.max(edgePx, Math.min(wanted, last)) + scrollX}px`;
  panel.style.top = `${(over ? at.top - height : at.bottom + gapPx) + scrollY}px`;
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
