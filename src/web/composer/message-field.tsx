// The text area for messages. It grows with its text; Enter sends, Shift+Enter starts a new line. A text that is too long stays and is
// marked: cutting it would lose what a person wrote.
import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { messageMaxCharacters } from "../../protocol/constants.ts";
import { isComposing } from "../ui/keys.ts";
import { number } from "../words/numbers.ts";

/** How many characters must be removed before a text can be sent. */
export const excessOf = (text: string): number => Math.max(0, text.trim().length - messageMaxCharacters);

export function TooLong({ text }: { text: string }) {
  const excess = excessOf(text);
  return (
    <p class="field-note" role="status">
      {excess > 0 &&
        `A message can have ${number(messageMaxCharacters)} characters. This one is ${number(excess)} too long: shorten it, or send it in parts.`}
    </p>
  );
}

interface MessageFieldProps {
  id?: string;
  area: RefObject<HTMLTextAreaElement | null>;
  label: string;
  text: string;
  onText: (text: string) => void;
  onEnter: () => void;
  onEscape?: () => void;
  placeholder?: string;
  /** The label of the Enter key on a phone's keyboard. */
  enterKey: "send" | "done";
}

export function MessageField({ id, area, label, text, onText, onEnter, onEscape, placeholder, enterKey }: MessageFieldProps) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text.
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);
  return (
    <textarea
      ref={area}
      id={id}
      rows={1}
      dir="auto"
      value={text}
      aria-label={label}
      placeholder={placeholder}
      enterkeyhint={enterKey}
      onInput={(event) => onText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (isComposing(event)) return;
        if (event.key === "Escape" && onEscape) {
          event.preventDefault();
          onEscape();
        } else if (event.key === "Enter" && !event.shiftKey) {
          event.preventDefault();
          onEnter();
        }
      }}
    />
  );
}
