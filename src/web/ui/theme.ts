// The theme: follows the system until the person chooses one, which is then remembered.
import { signal } from "@preact/signals";
import { recall, remember } from "./storage.ts";

const systemDark = matchMedia("(prefers-color-scheme: dark)");

const current = (): "light" | "dark" => {
  const chosen = recall("theme");
  return chosen === "dark" || chosen === "light" ? chosen : systemDark.matches ? "dark" : "light";
};

export const theme = signal(current());

systemDark.addEventListener("change", () => {
  theme.value = current();
});

export function toggleTheme(): void {
  theme.value = theme.value === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = theme.value;
  remember("theme", theme.value);
}
