// Shows which model answers in an app, and the others if there is a choice.
import { isBuiltIn } from "../../protocol/constants.ts";
import type { Model } from "../../protocol/resources.ts";
import { byProvider, modelWords } from "../words/models.ts";

interface ModelSelectProps {
  models: readonly Model[];
  /** Empty means the server's default. */
  value: string;
  onChange: (model: string) => void;
}

export function ModelSelect({ models, value, onChange }: ModelSelectProps) {
  const fallback = models.find((model) => model.default);
  const shown = value || fallback?.id || "";
  const known = models.find(({ id }) => id === shown);
  // For the demo model, the banner says it.
  if (!fallback || (models.length < 2 && (isBuiltIn(known?.provider) || !known))) return null;
  const facts = known ? modelWords(known) : "";
  if (models.length < 2)
    return (
      <span class="only-model" title={facts}>
        {shown}
      </span>
    );
  const groups = byProvider(models);
  return (
    <select
      class="select"
      aria-label="Model"
      title={facts}
      value={shown}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {/* Set through the API by a pattern in the list, or from an earlier list. */}
      {!known && <option value={shown}>{shown}</option>}
      {groups.length === 1
        ? models.map(optionOf)
        : groups.map(({ provider, title, models: ofProvider }) => (
            <optgroup key={provider} label={title}>
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
