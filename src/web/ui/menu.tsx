// A panel under its button, built on the browser's popover, which handles the top layer, Escape, clicks outside and returning the focus.
// Added here: the position, the arrow keys, and closing when focus moves on or a click lands in the preview's frame.
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
  /** As the browser reports it: the panel's content is created when it opens. */
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  /** Which item gets the focus once the panel is shown. */
  const entering = useRef<Step | null>(null);
  const close = () => panel.current?.hidePopover();

  useLayoutEffect(() => {
    if (!open) return;
    // The content, and with it the size, comes just before the panel is shown: it is placed in the frame that first paints it.
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

  /** Moves from the button into the panel and through it; ignored where text is typed. */
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
        // No earlier: the browser returns the focus only if the element that has it still exists.
        onToggle={({ newState }) => newState === "closed" && setOpen(false)}
      >
        {open && children(close)}
      </div>
    </div>
  );
}

/** Distance of the panel from the edge of the page and from its button, CSS pixels. */
const edgePx = 8;
const gapPx = 4;

/** Places the panel under its button, or above it if there is more room. It stays within the page and scrolls with it. */
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
  // Wraps around at the ends.
  items.at(at % items.length)?.focus();
}

interface MenuItem {
  words: string;
  act: () => void;
  danger?: boolean;
}

/** Plain commands, one below the other. */
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
