import type { ReactNode } from "react";
import { appName } from "../lib/app";

export function Header({ children }: { children?: ReactNode }) {
  return (
    <header className="flex min-h-16 items-center justify-between gap-4 py-3">
      <h1 className="flex min-w-0 items-center gap-2.5 font-semibold text-lg tracking-tight">
        <svg viewBox="0 0 24 24" className="size-6 shrink-0 text-accent" fill="none" aria-hidden="true">
          <rect x="3.5" y="3.5" width="17" height="17" rx="4" stroke="currentColor" strokeWidth="2" />
          <path d="M8 12.5l3 3 5.5-6.5" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
        </svg>
        <span className="truncate">{appName}</span>
      </h1>
      <div className="flex items-center gap-2">{children}</div>
    </header>
  );
}
