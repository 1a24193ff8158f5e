// What a pane says when it has nothing to show.
import type { IconNode } from "lucide";
import type { ComponentChildren } from "preact";
import { Icon } from "./icon.tsx";

export function PaneNote({ icon, children }: { icon?: IconNode; children: ComponentChildren }) {
  return (
    <div class="pane-note">
      {icon && <Icon icon={icon} size={24} />}
      <p>{children}</p>
    </div>
  );
}
