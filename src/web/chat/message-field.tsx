// The text area that messages are written in: grows with the text; Enter is done, Shift+Enter a new line.
import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { messageMaxCharacters } from "../../protocol/constants.ts";

interface MessageFieldProps {
  area: RefObject<HTMLTextAreaElement | null>;
  label: string;
  text: string;
  onText: (text: string) => void;
  onEnter: () => void;
  onEscape?: () => void;
  placeholder?: string;
  /** What the Enter key of a phone's keyboard says. */
  enterKey: "send" | "done";
}

export function MessageField({ area, label, text, onText, onEnter, onEscape, placeholder, enterKey }: MessageFieldProps) {
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
      rows={1}
      dir="auto"
      value={text}
      aria-label={label}
      placeholder={placeholder}
      maxLength={messageMaxCharacters}
      enterkeyhint={enterKey}
      onInput={(event) => onText(event.currentTarget.value)}
      onKeyDown={(event) => {
        // While an input method composes, Enter takes its suggestion and Escape drops it.
        if (event.isComposing) return;
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
