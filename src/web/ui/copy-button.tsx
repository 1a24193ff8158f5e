// Copies a text and says whether that worked.
import { useSignal } from "@preact/signals";
import { Check, Copy } from "lucide";
import { Button } from "./button.tsx";

export function CopyButton({ text }: { text: string }) {
  const state = useSignal<"ready" | "done" | "refused">("ready");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      state.value = "done";
    } catch {
      // Browsers refuse on pages without https: the text can still be selected.
      state.value = "refused";
    }
  };
  const words = { ready: "Copy", done: "Copied", refused: "Select and copy" }[state.value];
  return (
    <Button icon={state.value === "done" ? Check : Copy} onClick={() => void copy()}>
      {words}
    </Button>
  );
}
