import type { ReactNode } from "react";
import { appName } from "../lib/app";

export function Header({ children }: { children?: ReactNode }) {
  return (
    <header className="flex min-h-16 flex-wrap items-center justify-between gap-4 py-3">
      <h1 className="flex min-w-0 items-center gap-2.5 font-semibold text-lg tracking-tight">
        <svg viewBox="0 0 24 24" className="size-6 shrink-0 text-accent" fill="currentColor" aria-hidden="true">
          <rect x="3" y="12" width="4.5" height="8" rx="1" />
          <rect x="9.75" y="8" width="4.5" height="12" rx="1" />
          <rect x="16.5" y="4" width="4.5" height="16" rx="1" />
        </svg>
        <span className="truncate">{appName}</span>
      </h1>
      <div className="flex items-center gap-2">{children}</div>
    </header>
  );
}
