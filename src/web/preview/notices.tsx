// What a person should know about a preview that cannot be all that it is elsewhere.
import { Info } from "lucide";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";

const sharesOurHost = (url: string) => new URL(url).origin === location.origin;

/** What does not work where apps have no host of their own. */
export function LimitsMenu({ url }: { url: string }) {
  if (!sharesOurHost(url)) return null;
  return (
    <Menu label="Limits of this preview" trigger={<Icon icon={Info} />} align="end">
      {() => (
        <div class="preview-menu">
          <p>This server has no host for previews, so the app runs in a folder of it, closed off:</p>
          <ul>
            <li>what it stores is kept until the page is closed</li>
            <li>it reaches its own files only, no other server</li>
            <li>frames with its own pages stay empty, and sign-in windows of other sites do not find back</li>
          </ul>
          <p class="muted">PREVIEW_HOST, in the server's settings, gives each app a host of its own.</p>
        </div>
      )}
    </Menu>
  );
}

/** Something was loaded, and it was nothing of ours: a name that does not lead here, or a browser that does not know it. */
export function SilentNotice({ url }: { url: string }) {
  const { hostname } = new URL(url);
  return (
    <div class="bar" data-tone="warn" role="status">
      <span>
        <strong>Nothing answered at {hostname.replace(/^[^.]+\./, "….")}.</strong>{" "}
        {hostname.endsWith(".localhost")
          ? "Some browsers do not know names that end in .localhost: open this page in Chrome, Edge or Firefox."
          : "Every name below the preview host has to lead to this server: check its wildcard record and route."}
      </span>
    </div>
  );
}
