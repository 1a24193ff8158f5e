// Theme and settings, as they stand at the end of every header. The dialog's code is loaded when it is first opened.
import { signal } from "@preact/signals";
import { Moon, Settings, Sun } from "lucide";
import type { ComponentType } from "preact";
import { IconButton } from "../ui/button.tsx";
import { theme, toggleTheme } from "../ui/theme.ts";
import { notifyError } from "../ui/toast.tsx";

const dialog = signal<ComponentType<{ onClose: () => void }> | null>(null);

export async function openSettings(): Promise<void> {
  try {
    dialog.value = (await import("./settings-dialog.tsx")).SettingsDialog;
  } catch (error) {
    notifyError(error);
  }
}

export function ThemeButton() {
  const dark = theme.value === "dark";
  return <IconButton label={dark ? "Light colours" : "Dark colours"} icon={dark ? Sun : Moon} onClick={toggleTheme} />;
}

export function SettingsButton() {
  const Open = dialog.value;
  return (
    <>
      <IconButton label="Settings" icon={Settings} onClick={() => void openSettings()} />
      {Open && <Open onClose={() => (dialog.value = null)} />}
    </>
  );
}
