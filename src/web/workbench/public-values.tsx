// The app's public values: a list of names and texts, saved together.
import { useSignal } from "@preact/signals";
import { Trash2 } from "lucide";
import { publicNameMaxCharacters, publicValueMaxCharacters, publicValuesMax } from "../../protocol/constants.ts";
import { ApiError } from "../requests/api-error.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Problem } from "../ui/problem.tsx";
import { notify } from "../ui/toast.tsx";

type Values = Readonly<Record<string, string>>;

interface PublicValuesProps {
  values: Values;
  save: (values: Record<string, string>) => Promise<unknown>;
  onClose: () => void;
}

interface Row {
  id: number;
  name: string;
  value: string;
}

const rowsOf = (values: Values): Row[] => Object.entries(values).map(([name, value], id) => ({ id, name, value }));

/** In the words of a refusal, without asking for it. */
const nameTwice = (name: string) =>
  new ApiError(422, "invalid_input", `${name} is there twice.`, "Give each value a name of its own.");

export function PublicValuesDialog({ values, save, onClose }: PublicValuesProps) {
  const rows = useSignal(Object.keys(values).length === 0 ? [{ id: 0, name: "", value: "" }] : rowsOf(values));
  const error = useSignal<unknown>(null);
  const saving = useSignal(false);
  const change = (id: number, part: Partial<Row>) => {
    rows.value = rows.value.map((row) => (row.id === id ? { ...row, ...part } : row));
  };
  const add = () => {
    rows.value = [...rows.value, { id: Math.max(-1, ...rows.value.map(({ id }) => id)) + 1, name: "", value: "" }];
  };

  async function keep(): Promise<void> {
    const named = rows.value.filter(({ name, value }) => name.trim() !== "" || value !== "");
    const names = named.map(({ name }) => name.trim());
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    error.value = twice === undefined ? null : nameTwice(twice);
    if (twice !== undefined) return;
    saving.value = true;
    try {
      await save(Object.fromEntries(named.map(({ name, value }) => [name.trim(), value])));
      notify("Saved. Previews read the new values when they are reloaded.");
      onClose();
    } catch (failure) {
      error.value = failure;
      saving.value = false;
    }
  }

  return (
    <Dialog title="Public values" onClose={onClose}>
      <p class="muted">
        The app's code reads them as <code>import.meta.env.NAME</code>, such as the address of an API. They apply to every
        version.
      </p>
      <p>
        <strong>Anyone who opens the app can read them.</strong> Put no passwords or secret keys here.
      </p>
      {error.value !== null && <Problem error={error.value} />}
      <form
        class="values-form"
        onSubmit={(event) => {
          event.preventDefault();
          void keep();
        }}
      >
        {rows.value.map(({ id, name, value }, index) => (
          <div class="values-row" key={id}>
            <input
              class="field"
              aria-label={`Name of value ${index + 1}`}
              placeholder="VITE_API_URL"
              dir="ltr"
              spellcheck={false}
              autocapitalize="off"
              autocomplete="off"
              maxLength={publicNameMaxCharacters}
              value={name}
              onInput={(event) => change(id, { name: event.currentTarget.value })}
            />
            <input
              class="field"
              aria-label={`Value ${index + 1}`}
              placeholder="Value"
              dir="auto"
              autocomplete="off"
              maxLength={publicValueMaxCharacters}
              value={value}
              onInput={(event) => change(id, { value: event.currentTarget.value })}
            />
            <IconButton
              label={name.trim() === "" ? `Remove value ${index + 1}` : `Remove ${name.trim()}`}
              icon={Trash2}
              onClick={() => (rows.value = rows.value.filter((row) => row.id !== id))}
            />
          </div>
        ))}
        <div class="values-actions">
          <Button disabled={rows.value.length >= publicValuesMax} onClick={add}>
            Add a value
          </Button>
          <span class="spacer" />
          <Button type="submit" tone="primary" disabled={saving.value}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
