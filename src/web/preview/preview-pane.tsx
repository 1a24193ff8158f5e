// The running app, with the controls for trying it: address, reload, phone width, link and errors.
import { useSignal } from "@preact/signals";
import { AppWindow, ExternalLink, Monitor, RotateCw, Smartphone } from "lucide";
import { useEffect, useMemo } from "preact/hooks";
import { previewOfVersion } from "../../protocol/preview-link.ts";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { PaneNote } from "../ui/pane-note.tsx";
import { ErrorBadge } from "./error-badge.tsx";
import { type ErrorReport, withReport } from "./errors.ts";
import { addressInApp, type FrameMessage } from "./frame-message.ts";
import { LinkMenu } from "./link-menu.tsx";
import { LimitsMenu, SilentNotice } from "./notices.tsx";
import { PreviewFrame } from "./preview-frame.tsx";
import type { PreviewSlice } from "./slice.ts";

export function PreviewPane({ preview }: { preview: PreviewSlice }) {
  const appUrl = preview.appUrl.value;
  const older = preview.olderNumber.value;
  if (!appUrl) {
    return (
      <PaneNote icon={AppWindow}>{preview.whyEmpty.value ?? "Your app appears here when its first version is ready."}</PaneNote>
    );
  }
  return <Running preview={preview} appUrl={appUrl} url={older === null ? appUrl : previewOfVersion(appUrl, older)} />;
}

function Running({ preview, appUrl, url }: { preview: PreviewSlice; appUrl: string; url: string }) {
  const errors = useSignal<ErrorReport[]>([]);
  const phone = useSignal(false);
  /** The app's current route, as it reports it. A reload and a new version start there. */
  const route = useSignal("/");
  const visit = useSignal(0);
  const answered = useSignal(false);
  const silent = useSignal(false);
  const key = `${url} ${preview.number.value} ${visit.value}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: where the app goes by itself is no reason to load it anew.
  const address = useMemo(() => addressInApp(url, route.peek()), [key]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another page in the frame starts with no errors.
  useEffect(() => {
    errors.value = [];
  }, [key]);

  const onMessage = (message: FrameMessage) => {
    answered.value = true;
    silent.value = false;
    if (message.type === "route") route.value = message.path;
    if (message.type === "error") errors.value = withReport(errors.value, message.message);
  };
  const go = (wanted: string) => {
    route.value = wanted.startsWith("/") ? wanted : `/${wanted}`;
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
          <input name="path" aria-label="Path in the app" value={route.value} spellcheck={false} autocomplete="off" dir="ltr" />
        </form>
        <IconButton
          label="Desktop width"
          icon={Monitor}
          pressed={!phone.value}
          onClick={() => (phone.value = false)}
          class="device"
        />
        <IconButton
          label="Phone width"
          icon={Smartphone}
          pressed={phone.value}
          onClick={() => (phone.value = true)}
          class="device"
        />
        <a
          class="icon-button"
          href={addressInApp(url, route.value)}
          target="_blank"
          rel="noopener noreferrer"
          aria-label="Open in a new tab"
          title="Open in a new tab"
        >
          <Icon icon={ExternalLink} />
        </a>
        <LinkMenu url={appUrl} renewLink={preview.renewLink} />
        <LimitsMenu url={url} />
        <ErrorBadge errors={errors.value} write={preview.write} />
      </div>
      {silent.value && <SilentNotice url={url} />}
      <div class="preview-stage" data-width={phone.value ? "phone" : "desktop"}>
        <PreviewFrame
          key={key}
          address={address}
          title={`Preview of ${preview.appName.value}`}
          onMessage={onMessage}
          // Our pages send a message before they have loaded. Other files never do, but one of our pages came before them.
          onLoad={() => (silent.value = !answered.value)}
        />
      </div>
    </div>
  );
}
