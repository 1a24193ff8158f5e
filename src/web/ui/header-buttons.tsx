// The theme and settings buttons at the end of every header.
import { Moon, Settings, Sun } from "lucide";
import { IconButton } from "./button.tsx";
import { theme, toggleTheme } from "./theme.ts";

export function ThemeButton() {
  const dark = theme.value === "dark";
  return <IconButton label={dark ? "Light theme" : "Dark theme"} icon={dark ? Sun : Moon} onClick={toggleTheme} />;
}

export function SettingsButton({ onOpen }: { onOpen: () => void }) {
  return <IconButton label="Settings" icon={Settings} onClick={onOpen} />;
}
