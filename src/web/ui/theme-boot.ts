// Runs before the first paint: a chosen theme must not flash the other one.
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
} catch {
  // Storage is refused: the theme follows the system.
}
