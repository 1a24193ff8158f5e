import type { Metadata } from "next"
import { Inter, Playfair_Display } from "next/font/google"
import "./globals.css"
import { SiteHeader } from "@/components/site-header"

const inter = Inter({ subsets: ["latin"], variable: "--font-inter" })
const playfair = Playfair_Display({ subsets: ["latin"] })

export const metadata: Metadata = {
  title: "Rye & Co",
  description: "A bakery",
}

export default function RootLayout({ children }: Readonly<{ children: React.ReactNode }>) {
  return (
    <html lang="en">
      <body className={`${inter.variable} bg-flour text-stone-800`}>
        <SiteHeader titleFont={playfair.className} />
        <main className="mx-auto max-w-3xl p-6">{children}</main>
      </body>
    </html>
  )
}
