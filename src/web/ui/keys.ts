// Keys as a person means them.

/** Chromium's and Safari's code for a key that an input method has taken. Safari sends it for the Enter that confirms, after the composition has ended. */
const takenByInputMethod = 229;

/** The key belongs to an input method: Enter takes its suggestion there and Escape drops it, and neither is for the page. */
export const isComposing = ({ isComposing, keyCode }: Pick<KeyboardEvent, "isComposing" | "keyCode">): boolean =>
  isComposing || keyCode === takenByInputMethod;
