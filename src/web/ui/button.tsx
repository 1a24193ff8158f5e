// Buttons: one with words, and one with an icon, whose words are its label and tooltip.
import type { IconNode } from "lucide";
import type { ComponentChildren, Ref } from "preact";
import { Icon } from "./icon.tsx";

interface ButtonProps {
  onClick?: () => void;
  children: ComponentChildren;
  icon?: IconNode;
  tone?: "plain" | "primary" | "danger" | "quiet";
  type?: "button" | "submit";
  disabled?: boolean;
  /** For people who cannot see what the words refer to; starts with the same words. */
  label?: string;
  buttonRef?: Ref<HTMLButtonElement>;
}

export function Button({ onClick, children, icon, tone = "plain", type = "button", disabled, label, buttonRef }: ButtonProps) {
  return (
    <button ref={buttonRef} type={type} class="button" data-tone={tone} aria-label={label} onClick={onClick} disabled={disabled}>
      {icon && <Icon icon={icon} />}
      {children}
    </button>
  );
}

interface IconButtonProps {
  label: string;
  icon: IconNode;
  onClick?: () => void;
  pressed?: boolean;
  expanded?: boolean;
  disabled?: boolean;
  type?: "button" | "submit";
  class?: string;
  buttonRef?: Ref<HTMLButtonElement>;
}

export function IconButton({
  label,
  icon,
  onClick,
  pressed,
  expanded,
  disabled,
  type = "button",
  class: className = "",
  buttonRef,
}: IconButtonProps) {
  return (
    <button
      ref={buttonRef}
      type={type}
      class={`icon-button ${className}`}
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      aria-expanded={expanded}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon icon={icon} />
    </button>
  );
}
