// A Vite dev server for a folder, with its plugins for React and Tailwind, as `npm create vite` sets it up. A process of its own.
import tailwind from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { createServer } from "vite";

const [root = ""] = process.argv.slice(2);
const server = await createServer({
  root,
  configFile: false,
  logLevel: "warn",
  plugins: [react(), tailwind()],
  server: { host: "127.0.0.1", port: 0 },
});
await server.listen();
process.send?.({ url: server.resolvedUrls?.local[0] });
