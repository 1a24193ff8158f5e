// A file that is not text: a picture, a sound, a font or something else, with what is known of it. Read as bytes and shown under a type of our own list,
// so nothing in it can run here.
import { Download, File as FileIcon, RefreshCw } from "lucide";
import { useEffect, useMemo, useState } from "preact/hooks";
import { type FileKind, typeNamed } from "../../base/file-types.ts";
import type { VersionFile } from "../../protocol/resources.ts";
import { useLoad } from "../requests/use-load.ts";
import { FileButton } from "../ui/file-button.tsx";
import { Icon } from "../ui/icon.tsx";
import { PaneNote } from "../ui/pane-note.tsx";
import { Problem } from "../ui/problem.tsx";
import { bytes } from "../words/numbers.ts";

interface BinaryViewProps {
  file: VersionFile;
  load: () => Promise<Blob>;
  /** Null where the shown version is not the newest one. */
  onReplace: ((file: File) => void) | null;
}

export function BinaryView({ file, load, onReplace }: BinaryViewProps) {
  const { type, kind, name } = typeNamed(file.content_type ?? "");
  const content = useLoad(file.sha256, load);
  const blob = content.state === "ready" ? content.value : null;
  const url = useMemo(() => (blob ? URL.createObjectURL(blob.slice(0, blob.size, type)) : null), [blob, type]);
  useEffect(() => () => void (url && URL.revokeObjectURL(url)), [url]);
  const pixels = file.width && file.height ? `${file.width} × ${file.height} pixels, ` : "";
  const shortName = file.path.slice(file.path.lastIndexOf("/") + 1);
  return (
    <div class="binary-view">
      <div class="binary-shown">
        {content.state === "failed" ? (
          <Problem error={content.error} onRetry={content.reload} />
        ) : url === null || blob === null ? (
          <PaneNote>Loading the file</PaneNote>
        ) : (
          <Shown kind={kind} url={url} blob={blob} name={shortName} />
        )}
      </div>
      <div class="binary-facts">
        <p>
          {name}, {pixels}
          {bytes(file.size)}
        </p>
        {url !== null && (
          <a class="button" href={url} download={shortName}>
            <Icon icon={Download} />
            Download
          </a>
        )}
        {onReplace && (
          <FileButton words="Replace" icon={RefreshCw} multiple={false} onFiles={([next]) => next && onReplace(next)} />
        )}
      </div>
    </div>
  );
}

function Shown({ kind, url, blob, name }: { kind: FileKind; url: string; blob: Blob; name: string }) {
  switch (kind) {
    case "picture":
      return <img src={url} alt={name} />;
    case "audio":
      // biome-ignore lint/a11y/useMediaCaption: a person's own file has none.
      return <audio src={url} controls aria-label={name} />;
    case "video":
      // biome-ignore lint/a11y/useMediaCaption: a person's own file has none.
      return <video src={url} controls aria-label={name} />;
    case "font":
      return <FontSample blob={blob} name={name} />;
    default:
      return <PaneNote icon={FileIcon}>There is no preview for this kind of file.</PaneNote>;
  }
}

function FontSample({ blob, name }: { blob: Blob; name: string }) {
  const family = useMemo(() => `sample-${crypto.randomUUID()}`, []);
  const [state, setState] = useState<"loading" | "ready" | "failed">("loading");
  useEffect(() => {
    let face: FontFace | null = null;
    void blob
      .arrayBuffer()
      .then((buffer) => new FontFace(family, buffer).load())
      .then((loaded) => {
        face = loaded;
        document.fonts.add(loaded);
        setState("ready");
      })
      .catch(() => setState("failed"));
    return () => void (face && document.fonts.delete(face));
  }, [blob, family]);
  if (state === "failed") return <PaneNote icon={FileIcon}>The browser cannot read {name} as a font.</PaneNote>;
  return (
    <p class="font-sample" style={{ fontFamily: state === "ready" ? `"${family}"` : undefined }}>
      The quick brown fox jumps over the lazy dog. 0123456789
    </p>
  );
}
