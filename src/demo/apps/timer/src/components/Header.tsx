import type { ReactNode } from "react";
import { appName } from "../lib/app";

export function Header({ children }: { children?: ReactNode }) {
  return (
    <header className="flex min-h-18 items-center justify-between gap-4 py-4">
      <h1 className="flex min-w-0 items-center gap-2.5 font-semibold text-lg tracking-tight">
        <svg viewBox="0 0 24 24" className="size-6 shrink-0 text-accent" fill="none" aria-hidden="true">
          <circle cx="12" cy="13" r="8.5" stroke="currentColor" strokeWidth="2" />
          <path d="M12 8.5V13l3 2M9.5 2h5" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
        </svg>
        <span className="truncate">{appName}</span>
      </h1>
      <div className="flex items-center gap-2">{children}</div>
    </header>
  );
}
