// Reads the sources of the ready-made components from our static files, where scripts/build-components.ts puts them: in the bundle they would weigh on every start.
import type { ComponentSources } from "../orchestrator/tools/add-component.ts";

/** Static files are found by path alone. */
const address = "https://assets.invalid/components/sources.json";

/** Null when there is no such file, which is logged. */
export async function readComponents(assets: Fetcher): Promise<ComponentSources | null> {
  const response = await assets.fetch(address);
  if (response.ok) return response.json();
  console.error(JSON.stringify({ event: "components.missing", status: response.status }));
  return null;
}
