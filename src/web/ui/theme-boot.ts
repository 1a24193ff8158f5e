// Runs before the first paint, so that the page does not flash the wrong theme.
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
} catch {
  // Storage refused: the theme follows the system.
}
