import type { ReactNode } from "react";
import { appName } from "../lib/app";

export function Header({ children }: { children?: ReactNode }) {
  return (
    <header className="flex min-h-16 items-center justify-between gap-4 py-3">
      <h1 className="flex min-w-0 items-center gap-2.5 font-semibold text-lg tracking-tight">
        <svg viewBox="0 0 24 24" className="size-6 shrink-0 text-accent" fill="none" aria-hidden="true">
          <circle cx="12" cy="12" r="9" stroke="currentColor" strokeWidth="2" />
          <path
            d="M9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M12 16.8v.2"
            stroke="currentColor"
            strokeWidth="2"
            strokeLinecap="round"
          />
        </svg>
        <span className="truncate">{appName}</span>
      </h1>
      <div className="flex items-center gap-2">{children}</div>
    </header>
  );
}
