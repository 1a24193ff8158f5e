// Starts the fake provider for the flow tests, which run inside workerd and reach it over HTTP only.
import type { D1Migration } from "@cloudflare/vitest-plugin";
import type { TestProject } from "vitest/node";
import { startFakeProvider } from "../fakes/provider.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Base URL of the fake provider, ends in "/v1". */
    fakeProviderUrl: string;
    migrations: D1Migration[];
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const provider = await startFakeProvider();
  project.provide("fakeProviderUrl", provider.url);
  return provider.close;
}
