// The model of an app's runs: which one answers, and the others where there is a choice.
import { isBuiltIn } from "../../protocol/constants.ts";
import type { Model } from "../../protocol/resources.ts";
import { byProvider, modelWords } from "../words/models.ts";

interface ModelSelectProps {
  models: readonly Model[];
  /** Empty is the server's default. */
  value: string;
  onChange: (model: string) => void;
}

export function ModelSelect({ models, value, onChange }: ModelSelectProps) {
  const fallback = models.find((model) => model.default);
  const shown = value || fallback?.id || "";
  const known = models.find(({ id }) => id === shown);
  // The banner says it of the demo.
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
      {/* Set through the API by a pattern of the list, or in a list of before. */}
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
