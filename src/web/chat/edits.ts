// Edits of waiting messages, in place. If a message disappears while it is being edited, its text moves to the composer: nothing that
// a person wrote is dropped without asking.
import { effect, type ReadonlySignal, type Signal, signal, untracked } from "@preact/signals";
import type { Message } from "../../protocol/resources.ts";
import type { ToastAction } from "../ui/toast.tsx";

interface EditsOptions {
  messages: ReadonlySignal<readonly Message[]>;
  /** The composer's text. */
  draft: Signal<string>;
  tell: (message: string, action?: ToastAction) => void;
}

export type Edits = ReturnType<typeof openEdits>;

export function openEdits({ messages, draft, tell }: EditsOptions) {
  /** The text in the editor, by message id. */
  const texts = signal<Readonly<Record<string, string>>>({});

  function end(id: string): void {
    const { [id]: _, ...others } = texts.peek();
    texts.value = others;
  }

  /** Returns whether the text is now in the composer. Text already there is kept, and the person decides. */
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

  // A message may be removed in another window while it is being edited in this one.
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
