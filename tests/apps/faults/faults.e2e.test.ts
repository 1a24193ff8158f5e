// Planted faults: each is told to the model with its file and line while it works, to the person with the version, and in the preview; none is completed in
// silence. Where the model then mends it, the run ends without a problem.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch } from "../../../scripts/browser.ts";
import { createKey } from "../../../scripts/smoke/client.ts";
import { sharedServer } from "../../e2e/shared-server.ts";
import type { RecordedRequest } from "../../fakes/scenario.ts";
import { fewOf } from "../../setup/full.ts";
import { type Author, goOn, mending, replay } from "../replay.ts";
import { cupCounter, filesOf } from "./cup-counter.ts";
import { isItsLine, type PlantedFault, plantedFaults, withFault } from "./planted.ts";

/** So many of them in `npm test`. */
const aFew = 8;

let author: Author;
let browser: Browser;

beforeAll(async () => {
  const server = await sharedServer("fake");
  browser = await launch();
  author = { server, key: await createKey(server.url) };
});
afterAll(() => browser?.close());

describe.each(fewOf(plantedFaults, aFew))("$name", (fault) => {
  test("is told to model and person, and a model that mends it ends without a problem", async () => {
    const made = await replay(author, "count my cups", filesOf(withFault(fault)));
    const told = toldToModel(made.requests);
    expect(told).toMatch(fault.says);
    expect(linesNamed(told, fault.path)).toContainEqual(itsLine(fault));

    const itsOwn = made.version.problems.filter(({ path, line }) => path === fault.path && isItsLine(fault, line));
    expect(itsOwn.map(({ message }) => message).join("\n")).toMatch(fault.says);
    expect(itsOwn.map(({ severity }) => severity)).toContain(fault.severity ?? "error");

    const page = await browser.newPage();
    await page.goto(made.app.preview_url ?? "");
    if (fault.severity === "warning" || fault.showsAllTheSame) await page.getByRole("button", { name: "One more tea" }).waitFor();
    else await page.getByRole("heading", { name: "This app does not load" }).waitFor();
    await page.close();

    const restored = cupCounter[fault.path];
    const mended = fault.mend ?? (restored === undefined ? {} : { [fault.path]: restored });
    const { version } = await goOn(author, made.app.id, "mend my cups", mending(filesOf(mended)));
    expect(version).toMatchObject({ problems: [], metadata: { notices: [] } });
  });
});

/** Everything that tools answered to the model. */
function toldToModel(requests: readonly RecordedRequest[]): string {
  const messages = requests.at(-1)?.body.messages;
  if (!Array.isArray(messages)) return "";
  return messages
    .flatMap((message: { role?: unknown; content?: unknown }) => (message.role === "tool" ? [String(message.content)] : []))
    .join("\n");
}

/** The lines of a file that a text names, as PATH:LINE. */
function linesNamed(text: string, path: string): number[] {
  return [...text.matchAll(/([\w./-]+):(\d+)/g)].flatMap(([, named, line]) => (named === path ? [Number(line)] : []));
}

const itsLine = (fault: PlantedFault) => expect.toSatisfy((line: number) => isItsLine(fault, line));
