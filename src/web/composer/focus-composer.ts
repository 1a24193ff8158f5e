// Moves the focus to the message field: from the skip link, with the / key, and when the page suggests a text to send.
export const composerId = "composer";

export function focusComposer(): void {
  document.getElementById(composerId)?.focus();
}

/** `/` focuses the composer unless the person is typing somewhere. */
export function focusComposerBySlash(): void {
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const { target } = event;
    if (target instanceof Element && target.closest("input, textarea, select, [contenteditable], dialog")) return;
    event.preventDefault();
    focusComposer();
  });
}
