// The app's name, edited in place: Enter or leaving the field saves it, Escape restores the old one.
import { useEffect, useState } from "preact/hooks";
import { appNameMaxCharacters } from "../../protocol/constants.ts";
import { isComposing } from "../ui/keys.ts";
import { notifyError } from "../ui/toast.tsx";

interface AppNameProps {
  name: string;
  rename: (name: string) => Promise<unknown>;
}

export function AppName({ name: stored, rename }: AppNameProps) {
  const [name, setName] = useState(stored);
  useEffect(() => setName(stored), [stored]);

  async function keep(): Promise<void> {
    const wanted = name.trim();
    if (wanted === "" || wanted === stored) {
      setName(stored);
      return;
    }
    try {
      await rename(wanted);
    } catch (error) {
      notifyError(error);
    }
  }

  return (
    <>
      <h1 class="visually-hidden">{stored}</h1>
      <input
        class="app-name"
        aria-label="Name of the app"
        dir="auto"
        value={name}
        size={Math.max(name.length, 4)}
        maxLength={appNameMaxCharacters}
        onInput={(event) => setName(event.currentTarget.value)}
        onBlur={() => void keep()}
        onKeyDown={(event) => {
          if (isComposing(event)) return;
          if (event.key === "Enter") event.currentTarget.blur();
          if (event.key === "Escape") setName(stored);
        }}
      />
    </>
  );
}
