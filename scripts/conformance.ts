// `npm run conformance`: checks any installation against PROTOCOL.md, from outside. It creates its own apps (a dozen runs, most of them stopped at once)
// and deletes them again.
import { parseArgs } from "node:util";
import { countOf, lineOf, summaryOf } from "./conformance/report.ts";
import { conform } from "./conformance/run.ts";
import { answers } from "./lib/server.ts";

const usage = `Usage: npm run conformance -- [--url http://localhost:8787] [--key ew_…] [--only files,events.resume] [--run-seconds 300] [--minutes 30] [--json]

  --url          the server. Its model has to be able to build: the demo model is, and so is any that calls tools.
  --key          an API key; EDGEWRIGHT_KEY works, too. Without one it is a guest's, who is deleted at the end. Guests are needed in any case:
                 checks that need one are skipped where none can sign in.
  --only         names of checks, or what they begin with
  --run-seconds  longest that a run may take
  --minutes      longest that everything may take: what is not begun by then is skipped
  --json         one object on stdout, the rest on stderr

What it makes is deleted at its end. With a model that costs money it costs about two small runs.`;

async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      url: { type: "string", default: "http://localhost:8787" },
      key: { type: "string", default: process.env.EDGEWRIGHT_KEY ?? "" },
      only: { type: "string", default: "" },
      "run-seconds": { type: "string", default: "300" },
      minutes: { type: "string", default: "30" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return true;
  }
  const url = values.url.replace(/\/+$/, "");
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ""))
    throw new Error(`--url takes an address such as http://localhost:8787, not "${url}".`);
  if (!(await answers(url)))
    throw new Error(`Nothing answers at ${url}/api/health. Start a server there (npm start), or name another with --url.`);
  const out = values.json ? process.stderr : process.stdout;
  const print = (line: string) => void out.write(`${line}\n`);
  print(`PROTOCOL.md against ${url}\n`);
  const stop = new AbortController();
  process.once("SIGINT", () => {
    print("  Stopping: what was made is deleted after this check.");
    stop.abort();
  });
  const { results, left } = await conform({
    url,
    key: values.key === "" ? null : values.key,
    only: values.only.split(",").filter(Boolean),
    runMs: positive("--run-seconds", values["run-seconds"]) * 1000,
    totalMs: positive("--minutes", values.minutes) * 60_000,
    stop: stop.signal,
    onResult: (result) => print(lineOf(result)),
  });
  print(summaryOf(results, left));
  const { passed, failed } = countOf(results);
  // If nothing could be tried, nothing was shown to hold.
  const isHeld = failed === 0 && passed > 0;
  if (values.json) console.log(JSON.stringify({ ok: isHeld, url, ...countOf(results), left, checks: results }));
  return isHeld;
}

function positive(name: string, text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new Error(`${name} is a number above zero, not "${text}".`);
  return number;
}

// Open connections must not keep the process alive.
process.exit(
  await main().then(
    (isHeld) => (isHeld ? 0 : 1),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      return 2;
    },
  ),
);
