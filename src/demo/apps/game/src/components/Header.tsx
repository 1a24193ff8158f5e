import type { ReactNode } from "react";
import { appName } from "../lib/app";

export function Header({ children }: { children?: ReactNode }) {
  return (
    <header className="mx-auto flex w-full max-w-4xl items-center justify-between gap-3 px-4 py-3 sm:px-6 sm:py-5">
      <h1 className="flex min-w-0 items-center gap-2.5 font-semibold text-lg tracking-tight">
        <svg viewBox="0 0 24 24" className="size-6 shrink-0 text-accent" aria-hidden="true">
          <path
            d="M3 18h9a4 4 0 0 0 0-8H9a3 3 0 0 1 0-6h10"
            fill="none"
            stroke="currentColor"
            strokeWidth="3.4"
            strokeLinecap="round"
          />
        </svg>
        <span className="truncate">{appName}</span>
      </h1>
      <div className="flex items-center gap-2">{children}</div>
    </header>
  );
}
