// The app itself, running in a frame that can reach nothing of this page, with what one needs to try it.
import { useSignal } from "@preact/signals";
import { AppWindow, ExternalLink, Monitor, RotateCw, Smartphone, TriangleAlert } from "lucide";
import { useEffect, useRef } from "preact/hooks";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { PaneNote } from "../ui/pane-note.tsx";
import { withoutVersion } from "../without-version.ts";
import { counted } from "../words.ts";
import type { Workspace } from "../workspace.ts";
import { isPreviewError, withReport } from "./errors.ts";

const sandbox = "allow-scripts allow-forms allow-modals allow-popups allow-downloads";

/** An own origin may keep its storage; on ours the frame must have none, or it could act as the person. */
const sandboxFor = (url: string) =>
  new URL(url, location.href).origin === location.origin ? sandbox : `${sandbox} allow-same-origin`;

export function PreviewPane({ workspace }: { workspace: Workspace }) {
  const { app, shownNumber, shownVersion, number, previewErrors } = workspace;
  const frame = useRef<HTMLIFrameElement>(null);
  const phone = useSignal(false);
  const path = useSignal("/");
  const visit = useSignal(0);
  const url = shownNumber.value === null ? (app.value?.preview_url ?? null) : (shownVersion.value?.preview_url ?? null);
  const address = url && `${url.replace(/\/$/, "")}${path.value}`;
  const key = `${url} ${number.value} ${visit.value} ${path.value}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another page in the frame starts with no errors.
  useEffect(() => {
    previewErrors.value = [];
  }, [key]);
  useEffect(() => {
    const onMessage = ({ source, data }: MessageEvent) => {
      // Any page may post to this one: only the frame's own word counts.
      if (source === null || source !== frame.current?.contentWindow || !isPreviewError(data)) return;
      previewErrors.value = withReport(previewErrors.value, data.message);
    };
    addEventListener("message", onMessage);
    return () => removeEventListener("message", onMessage);
  }, [previewErrors]);

  if (!address) {
    return (
      <PaneNote icon={AppWindow}>{withoutVersion(workspace) ?? "The app appears here when its first version is ready."}</PaneNote>
    );
  }
  const go = (wanted: string) => {
    path.value = wanted.startsWith("/") ? wanted : `/${wanted}`;
    visit.value += 1;
  };
  return (
    <div class="preview">
      <div class="pane-bar">
        <IconButton label="Reload the preview" icon={RotateCw} onClick={() => (visit.value += 1)} />
        <form
          class="preview-path"
          onSubmit={(event) => {
            event.preventDefault();
            const field = event.currentTarget.elements.namedItem("path");
            if (field instanceof HTMLInputElement) go(field.value.trim());
          }}
        >
          <input name="path" aria-label="Path in the app" value={path.value} spellcheck={false} autocomplete="off" dir="ltr" />
        </form>
        <IconButton
          label="Width of a desktop"
          icon={Monitor}
          pressed={!phone.value}
          onClick={() => (phone.value = false)}
          class="device"
        />
        <IconButton
          label="Width of a phone"
          icon={Smartphone}
          pressed={phone.value}
          onClick={() => (phone.value = true)}
          class="device"
        />
        <a
          class="icon-button"
          href={address}
          target="_blank"
          rel="noopener noreferrer"
          aria-label="Open in a new tab"
          title="Open in a new tab"
        >
          <Icon icon={ExternalLink} />
        </a>
        <ErrorBadge workspace={workspace} />
      </div>
      <div class="preview-stage" data-width={phone.value ? "phone" : "desktop"}>
        <iframe
          key={key}
          ref={frame}
          src={address}
          sandbox={sandboxFor(address)}
          title={`Preview of ${app.value?.name ?? "the app"}`}
        />
      </div>
    </div>
  );
}

function ErrorBadge({ workspace }: { workspace: Workspace }) {
  const errors = workspace.previewErrors.value;
  if (errors.length === 0) return null;
  const total = errors.reduce((sum, error) => sum + error.count, 0);
  const trigger = (
    <>
      <Icon icon={TriangleAlert} /> {total}
    </>
  );
  return (
    <Menu
      label={`${counted(total, "error")} in the preview`}
      trigger={trigger}
      triggerClass="button warn tabular"
      triggerTone="quiet"
      align="end"
    >
      {(close) => (
        <div class="error-list">
          <ul>
            {errors.map(({ message, count }) => (
              <li key={message}>
                <code>{message}</code> {count > 1 && <span class="muted">×{count}</span>}
              </li>
            ))}
          </ul>
          <button
            type="button"
            class="button"
            onClick={() => {
              workspace.draft.value = `The preview reports:\n${errors.map(({ message }) => `- ${message}`).join("\n")}\nPlease fix it.`;
              workspace.phonePane.value = "chat";
              close();
            }}
          >
            Write a message about it
          </button>
        </div>
      )}
    </Menu>
  );
}
