// The servers to ask and their models, from the operator's settings: those of all families, in order.

import type { PatienceSettings } from "../llm/request/watchdog.ts";
import type { Endpoint } from "./family.ts";
import { type FamilySettings, families } from "./index.ts";
import { fitsList } from "./model-list.ts";

export type { Endpoint } from "./family.ts";

/** Settings as the environment gives them; empty or placeholder values count as not set. */
export type ProviderSettings = PatienceSettings & FamilySettings;

/** In the order in which they are tried; never empty. */
export function endpointsOf(settings: ProviderSettings): Endpoint[] {
  const found: Endpoint[] = [];
  for (const family of families) {
    if (!family.onlyAlone || found.length === 0) found.push(...family.endpoints(settings));
  }
  return found;
}

/** The model an app asks for, as this server names it; null when it is not offered there. Without a wish: the default. */
export function offeredName(endpoint: Endpoint, wished: string): string | null {
  const name = wished === "" ? endpoint.model : endpoint.nameOf(wished);
  return fitsList(name, endpoint.offers) ? name : null;
}
