// The model of an app's runs: which one answers, and the others where there is a choice.

import { providers } from "../protocol/providers.ts";
import type { Model } from "../protocol/resources.ts";
import { updateApp } from "./api.ts";
import { byProvider, modelWords } from "./model-words.ts";
import { models } from "./models.ts";
import { notifyError } from "./ui/toast.tsx";
import type { Workspace } from "./workspace.ts";

export function ModelSelect({ value, onChange }: { value: string; onChange: (model: string) => void }) {
  const fallback = models.value.find((model) => model.default);
  const shown = value || fallback?.id || "";
  const known = models.value.find(({ id }) => id === shown);
  // The banner says it of the demo.
  if (!fallback || (models.value.length < 2 && (known?.provider === "demo" || !known))) return null;
  const facts = known ? modelWords(known) : "";
  if (models.value.length < 2)
    return (
      <span class="only-model" title={facts}>
        {shown}
      </span>
    );
  const groups = byProvider(models.value);
  return (
    <select
      class="select"
      aria-label="Model"
      title={facts}
      value={shown}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {/* Set through the API by a pattern of the list, or in a list of before. */}
      {!known && <option value={shown}>{shown}</option>}
      {groups.length === 1
        ? models.value.map(optionOf)
        : groups.map(({ provider, models: ofProvider }) => (
            <optgroup key={provider} label={providers[provider].title}>
              {ofProvider.map(optionOf)}
            </optgroup>
          ))}
    </select>
  );
}

function optionOf(model: Model) {
  return (
    <option key={model.id} value={model.id} title={modelWords(model)}>
      {model.name}
    </option>
  );
}

export function ModelPicker({ workspace }: { workspace: Workspace }) {
  return (
    <ModelSelect
      value={workspace.app.value?.model ?? ""}
      onChange={(model) => void updateApp(workspace.appId, { model }).catch(notifyError)}
    />
  );
}
