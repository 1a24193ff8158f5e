// The model of an app's runs. Shown only where there is a choice.
import { updateApp } from "./api.ts";
import { models } from "./models.ts";
import { notifyError } from "./ui/toast.tsx";
import type { Workspace } from "./workspace.ts";

export function ModelSelect({ value, onChange }: { value: string; onChange: (model: string) => void }) {
  if (models.value.length < 2) return null;
  const fallback = models.value.find((model) => model.default)?.id ?? "";
  const shown = value || fallback;
  const listed = models.value.some(({ id }) => id === shown);
  return (
    <select class="select" aria-label="Model" value={shown} onChange={(event) => onChange(event.currentTarget.value)}>
      {/* Set through the API by a pattern of the list, or in a list of before. */}
      {!listed && <option value={shown}>{shown}</option>}
      {models.value.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
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
