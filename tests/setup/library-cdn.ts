// Starts the CDN of libraries for the flow tests: they publish packages there over HTTP.
import type { TestProject } from "vitest/node";
import { startLibraryCdn } from "../fakes/library-cdn.ts";

declare module "vitest" {
  interface ProvidedContext {
    libraryCdnUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cdn = await startLibraryCdn();
  project.provide("libraryCdnUrl", cdn.url);
  return cdn.close;
}
