// Scripts that load Tailwind from a public host; previews serve their own instead, which works offline.

export function isTailwindCdn(url: string): boolean {
  return /^(https?:)?\/\/(cdn\.tailwindcss\.com|(cdn\.jsdelivr\.net\/npm|unpkg\.com|esm\.sh)\/@tailwindcss\/browser)/.test(url);
}
