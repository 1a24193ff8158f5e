// The field for the next message, as the rest of the page leads to it: by the skip link, by the / key, and by what it asks to be written.
export const composerId = "composer";

export function focusComposer(): void {
  document.getElementById(composerId)?.focus();
}

/** `/` leads to the composer from everywhere but where text is written. */
export function focusComposerBySlash(): void {
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const { target } = event;
    if (target instanceof Element && target.closest("input, textarea, select, [contenteditable], dialog")) return;
    event.preventDefault();
    focusComposer();
  });
}
