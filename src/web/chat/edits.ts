// Waiting messages that are being changed where they stand. Text that loses its place goes to the composer: nothing that a person wrote
// is dropped without their word.
import { effect, type ReadonlySignal, type Signal, signal, untracked } from "@preact/signals";
import type { Message } from "../../protocol/resources.ts";
import type { ToastAction } from "../ui/toast.tsx";

interface EditsOptions {
  messages: ReadonlySignal<readonly Message[]>;
  /** Text of the composer. */
  draft: Signal<string>;
  tell: (message: string, action?: ToastAction) => void;
}

export type Edits = ReturnType<typeof openEdits>;

export function openEdits({ messages, draft, tell }: EditsOptions) {
  /** As it stands in the editor, by the id of the message. */
  const texts = signal<Readonly<Record<string, string>>>({});

  function end(id: string): void {
    const { [id]: _, ...others } = texts.peek();
    texts.value = others;
  }

  /** Answers whether the composer has it now. What is written there is left alone: then the person decides. */
  function handBack(text: string): boolean {
    const written = draft.peek();
    if (written.trim() === "") {
      draft.value = text;
      return true;
    }
    const act = () => {
      draft.value = draft.peek().trim() === "" ? text : `${draft.peek()}\n\n${text}`;
    };
    tell("Message removed.", { words: "Keep the text", act });
    return false;
  }

  // Somebody may take a message back in another window while it is being changed in this one.
  const stop = effect(() => {
    const known = new Set(messages.value.map(({ id }) => id));
    const lost = Object.entries(texts.peek()).filter(([id]) => !known.has(id));
    untracked(() => {
      for (const [id, text] of lost) {
        end(id);
        if (handBack(text)) tell("This message was removed in another window. Your text is now in the message field.");
      }
    });
  });

  return {
    texts,
    write(id: string, text: string) {
      texts.value = { ...texts.peek(), [id]: text };
    },
    end,
    handBack,
    close: stop,
  };
}
