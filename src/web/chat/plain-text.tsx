// A text exactly as it was typed: lines, spaces and marks. Each line finds its own direction.
export function PlainText({ text }: { text: string }) {
  return (
    <p class="plain-text" dir="auto">
      {text}
    </p>
  );
}
