// Shows a text exactly as typed: lines, spaces and marks. Each line gets its own direction.
export function PlainText({ text }: { text: string }) {
  return (
    <p class="plain-text" dir="auto">
      {text}
    </p>
  );
}
