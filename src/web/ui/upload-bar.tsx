// How far an upload has come, in words and as a bar.
export function UploadBar({ upload }: { upload: { words: string; part: number } | null }) {
  if (upload === null) return null;
  const percent = Math.floor(upload.part * 100);
  return (
    <div class="upload-bar" role="status">
      <span class="file-path">{percent === 100 ? `${upload.words}: almost there` : upload.words}</span>
      <progress max={100} value={percent} aria-label={upload.words} />
    </div>
  );
}
