// A page that loads vendored libraries as previews do, without an app around it: a small server on loopback, and Chromium.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { root } from "../../scripts/lib/wrangler.ts";
import { vendored } from "../../src/libraries/libraries.ts";
import { madeModule, providedUrl, vendorFile } from "../../src/preview/vendor.ts";
import { compileModule } from "../../src/workspace/modules.ts";

export interface LibraryServer {
  url: string;
  close(): Promise<void>;
}

/** Serves the vendored files, and `modules` (TypeScript with JSX) by name as previews link them. */
export async function serveLibraries(modules: Readonly<Record<string, string>> = {}): Promise<LibraryServer> {
  const asset = async (path: string) => new Response(await readFile(join(root, "public", path)));
  async function answer(url: URL): Promise<{ type: string; body: string | Buffer } | null> {
    const path = decodeURIComponent(url.pathname);
    if (path === "/") return { type: "text/html", body: '<!doctype html><title>Libraries</title><div id="root"></div>' };
    const file = vendorFile(path);
    if (file !== null) {
      const type = file.endsWith(".css") ? "text/css" : "text/javascript";
      return { type, body: await readFile(join(root, "public/vendor", file)) };
    }
    const made = await madeModule("", path, url.searchParams, asset);
    if (made !== null) return { type: "text/javascript", body: made };
    const source = modules[path.slice(1)];
    return source === undefined ? null : { type: "text/javascript", body: linked(path.slice(1), source) };
  }

  const server = createServer(async (request, response) => {
    const found = await answer(new URL(request.url ?? "/", "http://localhost"));
    response.writeHead(found === null ? 404 : 200, { "Content-Type": `${found?.type ?? "text/plain"}; charset=utf-8` });
    response.end(found?.body ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** As previews link it: every import has the address of what it means. */
function linked(path: string, source: string): string {
  const compiled = compileModule(path, source);
  if (!compiled.ok) throw new Error(`${path}: ${compiled.problem.message}`);
  const { imports, code } = compiled.module;
  let linkedCode = "";
  let from = 0;
  for (const { specifier, names, start, end } of imports.toSorted((one, other) => one.start - other.start)) {
    const provided = vendored.find(specifier);
    if (provided === null) throw new Error(`${path}: ${specifier} is no library.`);
    linkedCode += code.slice(from, start) + providedUrl("", provided, names.length === 0 ? null : names);
    from = end;
  }
  return linkedCode + code.slice(from);
}
