import { useEffect, useRef } from "react";

interface OverlayProps {
  title: string;
  text: string;
  action: string;
  onAction: () => void;
}

/** Lies over the board before and after a game. Its button takes the focus, so that Enter plays on. */
export function Overlay({ title, text, action, onAction }: OverlayProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus({ preventScroll: true }), []);
  return (
    <div className="overlay absolute inset-0 grid place-items-center p-4 text-center">
      <div className="panel max-w-xs p-5">
        <h2 className="font-semibold text-xl tracking-tight">{title}</h2>
        <p className="mt-1 mb-4 text-muted text-sm">{text}</p>
        <button ref={button} type="button" className="button button-main" onClick={onAction}>
          {action}
        </button>
      </div>
    </div>
  );
}
