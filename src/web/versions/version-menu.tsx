// The app's versions: look at an older one, or restore it as a new one.
import { ChevronDown, History as Clock, Undo2 } from "lucide";
import { isBuiltIn } from "../../protocol/constants.ts";
import type { Version } from "../../protocol/resources.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { Ago } from "../ui/time.tsx";
import { notify, notifyError } from "../ui/toast.tsx";
import { brokenNotice } from "../words/completed.ts";
import { counted } from "../words/numbers.ts";
import { costWords } from "../words/usage.ts";
import { originWords } from "../words/wire.ts";
import type { VersionsSlice } from "./slice.ts";

async function restore({ restore: bringBack }: VersionsSlice, number: number): Promise<void> {
  try {
    const version = await bringBack(number);
    notify(`Version ${number} is back as version ${version.number}.`);
  } catch (error) {
    notifyError(error);
  }
}

export function VersionMenu({ versions }: { versions: VersionsSlice }) {
  const { numbered, number, newestNumber } = versions;
  if (newestNumber.value === null) return null;
  const shown = number.value;
  const trigger = (
    <>
      Version {shown}
      <Icon icon={ChevronDown} size={14} />
    </>
  );
  return (
    <Menu label={`Version ${shown}. Show all versions`} trigger={trigger} triggerClass="button tabular" triggerTone="quiet">
      {(close) => (
        <ol class="version-list">
          {numbered.value.map((version) => (
            <li key={version.id} class="version-row" aria-current={version.number === shown}>
              <button
                type="button"
                class="version-open"
                onClick={() => {
                  versions.show(version.number);
                  close();
                }}
              >
                <span class="version-number tabular">v{version.number}</span>
                <span class="version-words">
                  <span class="version-summary" dir="auto">
                    {version.summary || originWords(version)}
                  </span>
                  <span class="muted">
                    <Ago at={version.completed_at ?? version.created_at} /> ·{" "}
                    {counted(version.metadata.files_changed.length, "file")}
                    {costOf(version)}
                    {brokenNotice(version) && <span class="warn"> · does not load</span>}
                    {version.number === newestNumber.value && " · newest"}
                  </span>
                </span>
              </button>
              {version.number !== newestNumber.value && (
                <Button
                  tone="quiet"
                  icon={Undo2}
                  onClick={() => {
                    close();
                    void restore(versions, version.number);
                  }}
                >
                  Restore
                </Button>
              )}
            </li>
          ))}
        </ol>
      )}
    </Menu>
  );
}

function costOf({ metadata: { usage, provider } }: Version): string {
  return usage?.cost_usd == null || isBuiltIn(provider) ? "" : ` · ${costWords(usage)}`;
}

/** Says that an older version is shown, in every pane that shows it. */
export function OlderVersionBar({ versions }: { versions: VersionsSlice }) {
  const shown = versions.olderNumber.value;
  if (shown === null) return null;
  return (
    <div class="bar" data-tone="info" role="status">
      <Icon icon={Clock} />
      <span>
        You are looking at version {shown}. The newest is version {versions.newestNumber.value}.
      </span>
      <span class="spacer" />
      <Button icon={Undo2} onClick={() => void restore(versions, shown)}>
        Restore
      </Button>
      <Button tone="quiet" onClick={versions.showNewest}>
        Back to the newest
      </Button>
    </div>
  );
}
