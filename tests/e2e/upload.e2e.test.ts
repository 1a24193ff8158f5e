// A person's own pictures in the chat: dropped, chosen, seen, replaced, attached to a message, and shown by the app; at desktop and phone width.
import { mkdirSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { call, finishApp, turn, unique } from "../fakes/client.ts";
import { heads, png, wav } from "../fakes/pictures.ts";
import { audit } from "./axe.ts";
import { composer, preview, send, setStage, tab } from "./stage.ts";

const { troubles, control, visitor, makeCounter } = setStage();

/** Where pictures of the pages go; nowhere without it. */
const shots = process.env.EDGEWRIGHT_SHOTS;

async function shoot(page: Page, name: string): Promise<void> {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  for (const [size, width, height] of [
    ["desktop", 1280, 800],
    ["phone", 390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    if (size === "phone") await page.getByRole("button", { name: name === "attached" ? "Chat" : "Code", exact: true }).click();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${shots}/${name}-${size}-${colorScheme}.png` });
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

const file = (name: string, bytes: Uint8Array, mimeType = "") => ({ name, mimeType, buffer: Buffer.from(bytes) });

/** Files dropped as a browser drops them. */
async function drop(page: Page, selector: string, files: { name: string; bytes: number[]; type: string }[]): Promise<void> {
  const transfer = await page.evaluateHandle((given) => {
    const data = new DataTransfer();
    for (const { name, bytes, type } of given) data.items.add(new File([new Uint8Array(bytes)], name, { type }));
    return data;
  }, files);
  for (const type of ["dragenter", "dragover", "drop"]) await page.dispatchEvent(selector, type, { dataTransfer: transfer });
}

test("pictures are dropped, chosen, seen, replaced and attached, and the app shows them", async () => {
  const { context, page } = await visitor();
  await makeCounter(page);
  await tab(page, "Code").click();
  await page.getByRole("button", { name: "Add files" }).waitFor();

  await drop(page, ".code-pane", [
    { name: "team photo.png", bytes: [...(await png(320, 200, [30, 120, 110]))], type: "image/png" },
    { name: "tone.wav", bytes: [...wav(0.2)], type: "audio/wav" },
  ]);
  const shown = page.locator(".binary-shown img");
  await shown.waitFor();
  await expect
    .poll(() => shown.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]))
    .toEqual([320, 200]);
  expect(await page.locator(".binary-facts p").textContent()).toMatch(/^PNG picture, 320 × 200 pixels, /);
  expect(await page.locator(".code-file .pane-bar").textContent()).toContain("public/team-photo.png");
  await shoot(page, "picture");
  expect(await audit(page)).toEqual([]);

  await page.getByRole("button", { name: "tone.wav" }).click();
  await page.locator(".binary-shown audio").waitFor();
  await expect.poll(() => page.locator("audio").evaluate((audio: HTMLAudioElement) => audio.duration)).toBeCloseTo(0.2, 1);
  await shoot(page, "audio");

  await page.getByRole("button", { name: "team-photo.png" }).click();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Replace" }).click();
  await (await chooser).setFiles(file("other.png", await png(64, 64, [180, 60, 40]), "image/png"));
  await page.getByText("64 × 64 pixels").waitFor();
  await tab(page, "Changes").click();
  await page.getByText(/Binary file changed: .* before, .* now/).waitFor();
  await shoot(page, "changes");
  expect(await audit(page)).toEqual([]);

  const attaching = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Attach files" }).click();
  await (await attaching).setFiles(file("logo.png", await png(48, 48), "image/png"));
  await expect.poll(() => composer(page).inputValue()).toContain("(Attached: public/logo.png)");
  await shoot(page, "attached");

  const prompt = unique("show the logo");
  await control().scenario(
    prompt,
    turn(
      call("write_file", {
        path: "src/App.tsx",
        content:
          'import tea from "../public/logo.png";\n\nexport function App() {\n  return (\n    <main>\n      <img src={tea} width="48" height="48" alt="Logo" />\n      <img src="/team-photo.png" width="64" height="64" alt="Team" />\n      <img src="/gone.png" width="240" height="120" alt="Gone" />\n    </main>\n  );\n}\n',
      }),
    ),
    turn(finishApp("It shows the logo.", ["Another one"])),
  );
  await send(page, `${prompt}\n${await composer(page).inputValue()}`);
  await page.getByRole("button", { name: "Another one" }).waitFor();
  await tab(page, "Preview").click();
  const widthOf = (name: string) =>
    preview(page)
      .getByRole("img", { name })
      .evaluate((image: HTMLImageElement) => (image.complete ? image.naturalWidth : 0));
  await expect.poll(() => widthOf("Logo")).toBe(48);
  await expect.poll(() => widthOf("Team")).toBe(64);
  await expect.poll(() => widthOf("Gone")).toBeGreaterThan(0);
  await shoot(page, "preview");
  const requests = JSON.stringify(await control().requests(prompt));
  expect(requests).toContain("Attached: public/logo.png");
  expect(requests).toContain("added: public/logo.png");

  // What is no picture is refused in words.
  await tab(page, "Code").click();
  await drop(page, ".code-pane", [{ name: "broken.png", bytes: [99, 233, 0], type: "image/png" }]);
  await page.getByText(/neither text nor a PNG picture/).waitFor();
  await shoot(page, "refused");
  await context.close();
  // The console names the picture that is missing, and the upload that was refused.
  expect(troubles.filter((text) => !/404|415/.test(text))).toEqual([]);
});

test("a PDF, a page and a script that were uploaded are never shown as pages of ours", async () => {
  const { context, page } = await visitor();
  const url = await makeCounter(page);
  const id = new URL(url).pathname.split("/").pop();
  const put = (path: string, bytes: number[], version: number) =>
    page.evaluate(
      async ([address, body, number]) =>
        (await fetch(address, { method: "PUT", body: new Uint8Array(body), headers: { "If-Match": String(number) } })).status,
      [`/api/apps/${id}/files/${path}`, bytes, version] as const,
    );
  const text = (value: string) => [...new TextEncoder().encode(value)];
  expect(await put("a.pdf", [...heads.pdf()], 1)).toBe(201);
  expect(await put("a.html", text("<script>document.title = 'ran'</script>"), 2)).toBe(201);
  expect(
    await put("a.svg", text("<svg xmlns='http://www.w3.org/2000/svg'><script>document.title = 'ran'</script></svg>"), 3),
  ).toBe(201);
  expect(await put("a.js", text("document.title = 'ran'"), 4)).toBe(201);
  for (const name of ["a.pdf", "a.html", "a.svg", "a.js"]) {
    const answer = await page.evaluate(async (address) => {
      const response = await fetch(address);
      return ["content-type", "x-content-type-options", "content-security-policy"].map((header) => response.headers.get(header));
    }, `/api/apps/${id}/versions/latest/files/${name}`);
    expect([name, ...answer]).toEqual([
      name,
      name === "a.pdf" ? "application/octet-stream" : "text/plain; charset=utf-8",
      "nosniff",
      expect.stringContaining("sandbox"),
    ]);
    const opened = await context.newPage();
    // A download is no page: going there is broken off.
    await opened.goto(new URL(`/api/apps/${id}/versions/latest/files/${name}`, url).href).catch(() => null);
    expect([name, await opened.title()]).not.toEqual([name, "ran"]);
    await opened.close();
  }
  await context.close();
});
