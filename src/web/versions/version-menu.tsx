// The versions of the app: look at an older one, or bring it back as a new one.
import { ChevronDown, History as Clock, Undo2 } from "lucide";
import type { Version } from "../../protocol/resources.ts";
import { restoreVersion } from "../api.ts";
import { brokenNotice } from "../chat/completed-words.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { Ago } from "../ui/time.tsx";
import { notify, notifyError } from "../ui/toast.tsx";
import { counted, originWords } from "../words.ts";
import type { Workspace } from "../workspace.ts";
import { costWords } from "./usage-words.ts";

export async function restore(workspace: Workspace, number: number): Promise<void> {
  try {
    const { version } = await restoreVersion(workspace.appId, String(number));
    workspace.shownNumber.value = null;
    notify(`Version ${number} is back, as version ${version.number}.`);
  } catch (error) {
    notifyError(error);
  }
}

export function VersionMenu({ workspace }: { workspace: Workspace }) {
  const { numbered, number, newestNumber } = workspace;
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
                  workspace.showVersion(version.number);
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
                    void restore(workspace, version.number);
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
  return usage?.cost_usd == null || provider === "demo" ? "" : ` · ${costWords(usage)}`;
}

/** Says that an older version is shown, wherever it is shown. */
export function OlderVersionBar({ workspace }: { workspace: Workspace }) {
  const shown = workspace.shownNumber.value;
  if (shown === null) return null;
  return (
    <div class="bar" data-tone="info" role="status">
      <Icon icon={Clock} />
      <span>
        You look at version {shown}. The newest is {workspace.newestNumber.value}.
      </span>
      <span class="spacer" />
      <Button icon={Undo2} onClick={() => void restore(workspace, shown)}>
        Restore
      </Button>
      <Button tone="quiet" onClick={() => (workspace.shownNumber.value = null)}>
        Back to the newest
      </Button>
    </div>
  );
}
