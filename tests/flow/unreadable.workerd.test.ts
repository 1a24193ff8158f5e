// Sources that the compiler cannot read, from a model and from a person: told with their place, and nobody's end.
import { exports } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import type { App } from "../../src/protocol/resources.ts";
import { finishApp, turn, unique, writeFile } from "../fakes/client.ts";
import { guest, page, provider } from "./support.ts";

const sources: [what: string, source: string, problem: RegExp | null][] = [
  ["a name with a colon", 'export const icon = <use xlink:href="#a" xml:space="preserve" />;\n', null],
  ["brackets two thousand deep", `export const deep = ${"[".repeat(2_000)}${"]".repeat(2_000)};\n`, /nest/i],
  [
    "what an arrow function may begin with, again and again",
    `export const x = ${"a ? (b) : c => ".repeat(17)}0;\n`,
    /too many ways/,
  ],
];

describe("a module with", () => {
  test.each(sources)(
    "%s: the run goes on and is paid once, a person's edit is kept, and the preview says what is wrong",
    async (_, source, problem) => {
      const client = await guest();
      const prompt = unique("unreadable");
      const html = page("One").replace("</body>", '<script type="module" src="/src/main.tsx"></script></body>');
      const start = turn(writeFile("index.html", html), writeFile("src/main.tsx", source));
      const mended = turn(writeFile("src/main.tsx", "document.title = 'Mended';\n"));
      await provider.scenario(prompt, start, ...(problem === null ? [] : [mended]), turn(finishApp("Done.")));
      const { app, version } = await client.createApp(prompt);
      const ended = await client.ended(app.id, version.id);
      expect(ended).toMatchObject({ status: "completed", number: 1, metadata: { attempts: 1 } });
      const requests = await provider.requests(prompt);
      expect(requests).toHaveLength(problem === null ? 2 : 3);
      if (problem) expect(JSON.stringify(requests[1])).toMatch(problem);

      const put = await client.fetch(`/api/apps/${app.id}/files/src/main.tsx`, {
        method: "PUT",
        body: `// By hand.\n${source}`,
        headers: { "If-Match": "1" },
      });
      expect(put.status).toBe(201);
      const { body } = await client.call<{ app: App }>("GET", `/api/apps/${app.id}`);
      const module = await exports.default.fetch(new URL("src/main.tsx", body.app.preview_url ?? ""));
      expect(module.status).toBe(200);
      expect(module.headers.get("Content-Type")).toContain("javascript");
      if (problem) expect(await module.text()).toMatch(problem);
      else expect(await module.text()).toContain("xlinkHref");
    },
  );
});
