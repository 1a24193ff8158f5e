import type { ReactNode } from "react";
import { appName } from "../lib/app";

export function Header({ children }: { children?: ReactNode }) {
  return (
    <header className="wrap flex min-h-20 items-center justify-between gap-4 py-4">
      <h1 className="flex min-w-0 items-center gap-3 font-semibold text-xl tracking-tight">
        <svg
          viewBox="0 0 24 24"
          className="size-7 shrink-0 text-accent"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeLinecap="round"
          aria-hidden="true"
        >
          <path d="M12 21V8M12 8c-2.2-1.2-3-3-2.4-5.5C12 3.4 12.8 5.4 12 8ZM12 13.5c-3.2 0-5-1.4-5.4-4.2C9.8 9.2 11.6 10.7 12 13.5ZM12 13.5c3.2 0 5-1.4 5.4-4.2C14.2 9.2 12.4 10.7 12 13.5ZM12 19c-3.2 0-5-1.4-5.4-4.2C9.8 14.7 11.6 16.2 12 19ZM12 19c3.2 0 5-1.4 5.4-4.2C14.2 14.7 12.4 16.2 12 19Z" />
        </svg>
        <span className="truncate">{appName}</span>
      </h1>
      <div className="flex items-center gap-2">{children}</div>
    </header>
  );
}
