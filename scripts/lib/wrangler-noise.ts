// Lines of `wrangler dev` that say nothing to a person who wants to use Edgewright. Only these are left out; everything else is shown.

const noise = [
  /^\[custom build\] Running: /,
  /^Using secrets defined in /,
  // The table of bindings, printed at every start and reload.
  /^Your Worker has access to the following bindings:$/,
  /^Binding\s+Resource\s+Mode$/,
  /^env\.\w+\s.*\s(local|remote|not supported)$/,
  /^⎔ /,
  /^\[wrangler:info\] Ready on /,
  // Requests and batches that went well.
  /^\[wrangler:info\] [A-Z]+ \S+ [123]\d\d /,
  /^\[wrangler:info\] QUEUE \S+ (\d+)\/\1 /,
];

// biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes begin with ESC.
const colour = /\u001b\[[0-9;]*m/g;

export function isNoise(line: string): boolean {
  const plain = line.replace(colour, "").trimEnd();
  return plain === "" || noise.some((pattern) => pattern.test(plain));
}
