"use client"

import Link from "next/link"
import { usePathname } from "next/navigation"
import { cn } from "@/lib/utils"

const links = [
  { href: "/", label: "Home" },
  { href: "/menu", label: "Menu" },
  { href: "/about", label: "About" },
]

export function SiteHeader({ titleFont }: { titleFont: string }) {
  const pathname = usePathname()
  return (
    <header className="flex items-center justify-between border-b p-4">
      <span className={cn(titleFont, "text-xl")}>Rye & Co</span>
      <nav className="flex gap-4">
        {links.map(({ href, label }) => (
          <Link key={href} href={href} className={cn("text-sm", pathname === href && "font-bold underline")}>{label}</Link>
        ))}
      </nav>
    </header>
  )
}
