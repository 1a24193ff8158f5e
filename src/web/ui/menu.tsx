// A panel under its button: closes by Escape, by a click elsewhere, and when focus leaves it. What stands in it is the caller's.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

interface MenuProps {
  label: string;
  trigger: ComponentChildren;
  triggerClass?: string;
  align?: "start" | "end";
  disabled?: boolean;
  children: (close: () => void) => ComponentChildren;
}

export function Menu({ label, trigger, triggerClass = "icon-button", align = "start", disabled, children }: MenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!open) return;
    const onPointer = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
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

  return (
    <div class="menu" ref={root}>
      <button
        ref={button}
        type="button"
        class={triggerClass}
        aria-label={label}
        title={label}
        aria-expanded={open}
        disabled={disabled}
        onClick={() => setOpen(!open)}
      >
        {trigger}
      </button>
      {open && <div class={`menu-panel ${align}`}>{children(() => setOpen(false))}</div>}
    </div>
  );
}
