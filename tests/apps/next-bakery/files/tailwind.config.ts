import type { Config } from "tailwindcss"

const config: Config = {
  content: ["./app/**/*.{ts,tsx}", "./components/**/*.{ts,tsx}"],
  theme: {
    extend: {
      colors: { crust: "#92400e", flour: "#fffbeb" },
      fontFamily: { sans: ["var(--font-inter)"] },
    },
  },
  plugins: [],
}
export default config
