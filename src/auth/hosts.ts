// The names this server answers to. A foreign page whose name was pointed at this machine (DNS rebinding) is same-origin to its browser,
// so no origin check can tell it from ours; only its name can.

export interface HostSettings {
  /** Names the operator gives this server: see README. */
  HOSTS?: string;
  PREVIEW_HOST?: string;
}

const loopback = ["localhost", "*.localhost", "127.0.0.1", "[::1]"];

/** Accepted until the operator names hosts. Only Cloudflare can point names below it, and only to their owner's Worker. */
const standardHosts = "*.workers.dev";

const namePattern = /^(?:(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])$/;

/** "https://Build.Example.com:8443/" → "build.example.com". */
function nameOf(entry: string): string {
  return entry
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/\/.*$/, "")
    .replace(/:\d+$/, "")
    .replace(/\.$/, "");
}

const entriesOf = (setting: string): string[] => setting.split(/[\s,]+/).filter((entry) => entry !== "");

const matches = (name: string, pattern: string): boolean =>
  pattern.startsWith("*.") ? name.endsWith(pattern.slice(1)) : name === pattern;

/** Names accepted besides this machine's and PREVIEW_HOST; may include "*.example.com". */
export function namedHosts({ HOSTS }: HostSettings): string[] {
  return entriesOf(HOSTS?.trim() || standardHosts)
    .map(nameOf)
    .filter((entry) => namePattern.test(entry));
}

export function isOurHost(url: URL, settings: HostSettings): boolean {
  const { PREVIEW_HOST } = settings;
  const name = nameOf(url.hostname);
  const preview = entriesOf(PREVIEW_HOST ?? "")
    .map(nameOf)
    .flatMap((host) => [host, `*.${host}`]);
  return [...loopback, ...namedHosts(settings), ...preview].some((pattern) => matches(name, pattern));
}

/** What to do when your own name was refused. */
export function hostAdvice(url: URL, { HOSTS }: HostSettings): string {
  const wrong = entriesOf(HOSTS ?? "").filter((entry) => !namePattern.test(nameOf(entry)));
  const advice = `If this is your server, name it there: HOSTS=${nameOf(url.hostname)} (several with commas, "*.example.com" for all below one).`;
  return wrong.length === 0
    ? advice
    : `${advice} In HOSTS, ${wrong.map((entry) => `"${entry}"`).join(", ")} is no name of a host.`;
}
