// Tells a person about the limits of a preview on this server.
import { Info } from "lucide";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";

const sharesOurHost = (url: string) => new URL(url).origin === location.origin;

/** Lists what does not work where apps have no host of their own. */
export function LimitsMenu({ url }: { url: string }) {
  if (!sharesOurHost(url)) return null;
  return (
    <Menu label="Limits of this preview" trigger={<Icon icon={Info} />} align="end">
      {() => (
        <div class="preview-menu">
          <p>This server has no separate host for previews, so the app runs in a closed-off folder of it:</p>
          <ul>
            <li>what it stores is lost when the page is closed</li>
            <li>it can load its own files only, nothing from other servers</li>
            <li>frames that show its own pages stay empty, and sign-in windows of other sites cannot return to it</li>
          </ul>
          <p class="muted">Set PREVIEW_HOST on the server to give each app a host of its own.</p>
        </div>
      )}
    </Menu>
  );
}

/** Shown when something loaded that is not ours: the name does not lead to this server, or the browser cannot resolve it. */
export function SilentNotice({ url }: { url: string }) {
  const { hostname } = new URL(url);
  return (
    <div class="bar" data-tone="warn" role="status">
      <span>
        <strong>Nothing answered at {hostname.replace(/^[^.]+\./, "….")}.</strong>{" "}
        {hostname.endsWith(".localhost")
          ? "Some browsers cannot open names that end in .localhost. Open this page in Chrome, Edge or Firefox."
          : "Every name under the preview host must lead to this server. Check its wildcard DNS record and route."}
      </span>
    </div>
  );
}
