// The frame that an app runs in. It cannot reach this page; in the browser it may do what people expect of apps.
import { useEffect, useRef } from "preact/hooks";
import { type FrameMessage, maxMessages, readFrameMessage } from "./frame-message.ts";

const sandbox =
  "allow-scripts allow-forms allow-modals allow-popups allow-downloads allow-pointer-lock allow-orientation-lock allow-presentation";

/** Features that ask no permission, for copy buttons and games. Camera and microphone would ask in our name: they work in a separate tab. */
const features = ["clipboard-write", "fullscreen", "autoplay", "gamepad", "picture-in-picture", "screen-wake-lock", "web-share"];
/** The frame holds only previews (`frame-src`), and under a path it has no origin that could be named here. */
const allow = features.map((feature) => `${feature} *`).join("; ");

/** A preview on its own origin may keep its storage. On ours the frame must have none, or it could act as the person. */
const sandboxFor = (url: string) =>
  new URL(url, location.href).origin === location.origin ? sandbox : `${sandbox} allow-same-origin`;

interface PreviewFrameProps {
  address: string;
  title: string;
  onMessage: (message: FrameMessage) => void;
  onLoad: () => void;
}

/** A new page in the frame needs a new frame: give it a `key`. */
export function PreviewFrame({ address, title, onMessage, onLoad }: PreviewFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const left = useRef(maxMessages);
  const listener = useRef(onMessage);
  listener.current = onMessage;

  useEffect(() => {
    const read = ({ source, data }: MessageEvent) => {
      // Any page may post to this one: only messages from the frame itself count.
      if (source === null || source !== frame.current?.contentWindow) return;
      if (left.current-- <= 0) return;
      const message = readFrameMessage(data);
      if (message) listener.current(message);
    };
    addEventListener("message", read);
    return () => removeEventListener("message", read);
  }, []);

  return (
    <iframe
      ref={frame}
      src={address}
      sandbox={sandboxFor(address)}
      allow={allow}
      referrerpolicy="no-referrer"
      title={title}
      onLoad={() => {
        left.current = maxMessages;
        onLoad();
      }}
    />
  );
}
