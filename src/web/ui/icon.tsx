// Draws a lucide icon from its node list. Icons are decorative: their meaning is always given in words too.
import type { IconNode } from "lucide";
import { h } from "preact";

interface IconProps {
  icon: IconNode;
  size?: number;
  class?: string;
}

export function Icon({ icon, size = 16, class: className = "" }: IconProps) {
  return (
    <svg
      class={`icon ${className}`}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {icon.map(([tag, attributes]) => h(tag, attributes))}
    </svg>
  );
}
