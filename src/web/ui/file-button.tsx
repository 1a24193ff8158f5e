// A button that asks for files, and a place where files may be dropped.
import type { IconNode } from "lucide";
import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { Button, IconButton } from "./button.tsx";

interface FileButtonProps {
  words: string;
  icon: IconNode;
  onFiles: (files: File[]) => void;
  multiple?: boolean;
  disabled?: boolean;
  /** With the icon alone. */
  small?: boolean;
}

export function FileButton({ words, icon, onFiles, multiple = true, disabled = false, small = false }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const ask = () => input.current?.click();
  return (
    <>
      {small ? (
        <IconButton label={words} icon={icon} disabled={disabled} onClick={ask} />
      ) : (
        <Button icon={icon} tone="quiet" disabled={disabled} onClick={ask}>
          {words}
        </Button>
      )}
      <input
        ref={input}
        type="file"
        class="visually-hidden"
        tabIndex={-1}
        aria-hidden="true"
        multiple={multiple}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          // The same file can be chosen again.
          currentTarget.value = "";
          if (files.length > 0) onFiles(files);
        }}
      />
    </>
  );
}

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;

export function DropZone({
  class: className,
  words,
  onFiles,
  children,
}: {
  class: string;
  words: string;
  onFiles: (files: File[]) => void;
  children: ComponentChildren;
}) {
  // Entering a child leaves its parent: only the last way out counts.
  const [inside, setInside] = useState(0);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button beside it is for everybody.
    <div
      class={`drop-zone ${className}`}
      onDragEnter={(event) => {
        if (hasFiles(event)) setInside((count) => count + 1);
      }}
      onDragLeave={(event) => {
        if (hasFiles(event)) setInside((count) => Math.max(0, count - 1));
      }}
      onDragOver={(event) => {
        if (hasFiles(event)) event.preventDefault();
      }}
      onDrop={(event) => {
        setInside(0);
        if (!hasFiles(event)) return;
        event.preventDefault();
        onFiles([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      {children}
      {inside > 0 && <div class="drop-here">{words}</div>}
    </div>
  );
}
