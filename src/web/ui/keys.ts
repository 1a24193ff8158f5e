// Tells keys meant for the page from those meant for an input method.

/** Chromium's and Safari's code for a key taken by an input method. Safari sends it for the Enter that confirms, after the composition has ended. */
const takenByInputMethod = 229;

/** Whether the key belongs to an input method: there Enter accepts a suggestion and Escape discards it, and neither is for the page. */
export const isComposing = ({ isComposing, keyCode }: Pick<KeyboardEvent, "isComposing" | "keyCode">): boolean =>
  isComposing || keyCode === takenByInputMethod;
