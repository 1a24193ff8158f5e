// The preview's link: what it allows anyone who has it to do, and a way to replace it.
import { useSignal } from "@preact/signals";
import { Link } from "lucide";
import { Button } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { notify, notifyError } from "../ui/toast.tsx";

const isLocal = (url: string) => /(^|\.)localhost$/.test(new URL(url).hostname);

interface LinkMenuProps {
  url: string;
  /** Replaces the app's link with a new one. */
  renewLink: () => Promise<unknown>;
}

export function LinkMenu({ url, renewLink }: LinkMenuProps) {
  return (
    <Menu label="Link to the app" trigger={<Icon icon={Link} />} align="end">
      {(close) => <LinkPanel url={url} renewLink={renewLink} close={close} />}
    </Menu>
  );
}

function LinkPanel({ url, renewLink, close }: LinkMenuProps & { close: () => void }) {
  const asking = useSignal(false);
  const renewing = useSignal(false);
  const renew = async () => {
    renewing.value = true;
    try {
      await renewLink();
      notify("The app has a new link. The old one no longer works.");
      close();
    } catch (error) {
      notifyError(error);
      renewing.value = false;
    }
  };
  return (
    <div class="preview-menu">
      <p>
        Anyone with this link can open the app, in this and every other version.
        {isLocal(url) && " It works on this machine only."}
      </p>
      <div class="preview-link">
        <input class="field" aria-label="Link" readOnly value={url} dir="ltr" onFocus={(event) => event.currentTarget.select()} />
        <CopyButton text={url} />
      </div>
      {asking.value ? (
        <>
          <p>The old link stops working at once, for everyone who has it.</p>
          <div class="preview-choice">
            <Button tone="danger" disabled={renewing.value} onClick={() => void renew()}>
              Replace the link
            </Button>
            <Button tone="quiet" onClick={() => (asking.value = false)}>
              Keep it
            </Button>
          </div>
        </>
      ) : (
        <Button onClick={() => (asking.value = true)}>Create a new link</Button>
      )}
    </div>
  );
}
