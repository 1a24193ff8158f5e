// The server's models, read once.
import { signal } from "@preact/signals";
import type { Model } from "../../protocol/resources.ts";
import { listModels } from "./api.ts";

export const models = signal<Model[]>([]);

export async function loadModels(): Promise<void> {
  try {
    models.value = await listModels();
  } catch (error) {
    // Without the list there is no choice to offer; the server's default is used.
    console.warn("The list of models could not be read:", error);
  }
}
