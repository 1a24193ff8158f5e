// Every pane of the web chat, alone: what it shows of a slice made by hand, and what it asks of it. No server, no other pane.
import { expect, test } from "vitest";
import { setPanes } from "./open.ts";

const openPane = setPanes();

test("the chat shows what was said and done, sends, stops, and leads to files and versions", async () => {
  const { page, requests, calls } = await openPane("chat");
  expect(await page.getByRole("article", { name: "You" }).textContent()).toBe("count my tea");
  expect(await page.getByRole("article", { name: "Edgewright" }).locator("strong").textContent()).toBe("counter");

  const field = page.getByRole("textbox", { name: "Message" });
  await field.fill("call it coffee");
  await field.press("Enter");
  await expect.poll(() => field.inputValue()).toBe("");
  await page.getByRole("radio", { name: "Ask" }).check();
  await field.fill("why tea?");
  await field.press("Enter");
  await expect.poll(() => field.inputValue()).toBe("");
  await page.getByRole("button", { name: "Add a reset button" }).click();
  await page.getByRole("button", { name: /^v1/ }).click();
  await page.getByRole("combobox", { name: "Model" }).selectOption("gpt-5-mini");
  const [first, second, third, ...others] = await calls();
  expect(first?.slice(0, 3)).toEqual(["send", "call it coffee", "build"]);
  expect(second?.slice(0, 3)).toEqual(["send", "why tea?", "ask"]);
  // A suggestion is a request to build, whatever was chosen before.
  expect(third?.slice(0, 3)).toEqual(["send", "Add a reset button", "build"]);
  expect(new Set([first?.[3], second?.[3], third?.[3]]).size).toBe(3);
  expect(others).toEqual([
    ["showVersion", 1],
    ["chooseModel", "gpt-5-mini"],
  ]);

  await page.getByRole("button", { name: "Begin a run" }).click();
  await page.getByRole("button", { name: /index\.html/ }).click();
  await page.getByRole("button", { name: "Stop the run" }).click();
  expect((await calls()).slice(-2)).toEqual([
    ["showFile", "index.html"],
    ["cancel", "r2"],
  ]);
  expect(requests).toEqual([]);
});

test("the code shows the files of a version, and then those that a run writes", async () => {
  const { page, requests } = await openPane("code");
  await page.getByRole("region", { name: "Text of index.html" }).getByText("<h1>Tea</h1>").waitFor();
  await page.getByRole("button", { name: "app.js" }).click();
  await page.getByRole("region", { name: "Text of src/app.js" }).getByText("let cups = 0;").waitFor();

  await page.getByRole("button", { name: "Begin to write" }).click();
  const written = page.getByRole("button", { name: "new.js" });
  await written.waitFor();
  // What the person chose stays.
  expect(await page.getByRole("region", { name: "Text of src/app.js" }).count()).toBe(1);
  await written.click();
  await page.getByRole("region", { name: "Text of src/new.js" }).getByText("let more = 1;").waitFor();
  await page.getByText("being written").waitFor();
  expect(requests).toEqual([]);
});

test("a version that does not load is shown in amber, each problem leads to its line, and one press asks for a fix", async () => {
  const { page, requests, calls } = await openPane("chat");
  await page.getByRole("button", { name: "Break it" }).click();
  await page.getByText("built, with 2 problems").waitFor();
  const problems = page.getByRole("region", { name: "Problems" });
  expect(await problems.getByRole("listitem").count()).toBe(2);
  await problems.getByRole("button", { name: "src/main.tsx:12" }).click();
  await page.getByRole("button", { name: "Fix it" }).click();
  const [shown, sent] = await calls();
  expect(shown).toEqual(["showFile", "src/main.tsx", { line: 12, number: 2 }]);
  expect(sent?.[1]).toMatch(/Fix what is wrong:\n- src\/main\.tsx:12:3 .*\n- src\/App\.tsx:2:1 /);
  // What the list says is not said twice.
  expect(await page.getByText("The app has problems.").count()).toBe(0);
  expect(requests).toEqual([]);
});

test("changes are read when they are looked at, and shown line by line", async () => {
  const { page, requests, calls } = await openPane("changes");
  await page.getByText("Loading the changes").waitFor();
  expect(await calls()).toEqual([]);
  await page.getByRole("button", { name: "Look" }).click();
  await page.locator("tr.removed", { hasText: "<h1>Tea</h1>" }).waitFor();
  await page.locator("tr.added", { hasText: "<h1>Coffee</h1>" }).waitFor();
  expect(await calls()).toEqual([["diff", 2]]);
  expect(requests).toEqual([]);
});

test("the version menu shows an older version, says so, and brings one back", async () => {
  const { page, requests, calls } = await openPane("versions");
  const menu = page.getByRole("button", { name: /Show all versions/ });
  await menu.click();
  expect(await page.getByRole("listitem").count()).toBe(3);
  await page.getByText("does not load").waitFor();
  await page.getByRole("button", { name: "What version 1 does" }).click();
  // The menu is closed by the choice.
  expect(await page.getByRole("listitem").count()).toBe(0);
  await page.getByRole("status").getByText("version 1").waitFor();
  await page.getByRole("button", { name: "Back to the newest" }).click();
  await page.getByRole("status").waitFor({ state: "detached" });
  await menu.click();
  await page.getByRole("button", { name: "Restore" }).first().click();
  expect(await calls()).toEqual([["restore", 2]]);
  expect(requests).toEqual([]);
});

test("the preview shows the app, where it is and what fails in it, and puts that into a message", async () => {
  const told = (type: string, of: object) =>
    `parent.postMessage(${JSON.stringify({ source: "edgewright-preview", type, ...of })}, "*");`;
  const script = [told("hello", {}), told("route", { path: "/cups" }), told("error", { message: "cups is not defined" })].join(
    "",
  );
  const { page, requests, calls } = await openPane("preview", {
    "http://app.preview.test/": `<!doctype html><title>Tea</title><h1>Cups of tea</h1><script>${script}</script>`,
  });
  await page.frameLocator("iframe").getByRole("heading", { name: "Cups of tea" }).waitFor();
  await expect.poll(() => page.getByLabel("Path in the app").inputValue()).toBe("/cups");
  await page.getByRole("button", { name: "1 error in the preview" }).click();
  await page.getByRole("button", { name: "Ask for a fix" }).click();
  await page.getByRole("button", { name: "Link to the app" }).click();
  expect(await page.getByRole("textbox", { name: "Link" }).inputValue()).toBe("http://app.preview.test/");
  await page.getByRole("button", { name: "Create a new link" }).click();
  await page.getByRole("button", { name: "Replace the link" }).click();
  const [write, renew] = await calls();
  expect(write?.[0]).toBe("write");
  expect(write?.[1]).toContain("cups is not defined");
  expect(renew).toEqual(["renewLink"]);
  expect(requests).toEqual([]);
});

test("the first screen begins an app, and lists, renames and deletes those that are there", async () => {
  const { page, requests, calls } = await openPane("home");
  await page.getByRole("combobox", { name: "Model" }).selectOption("gpt-5-mini");
  const field = page.getByRole("textbox", { name: "What to build" });
  await field.fill("a tea counter");
  await field.press("Enter");
  await expect.poll(() => field.inputValue()).toBe("");
  expect((await calls())[0]?.slice(0, 3)).toEqual(["create", "a tea counter", "gpt-5-mini"]);

  expect(await page.getByRole("link", { name: /Sales board/ }).textContent()).toContain("does not load");
  await page.getByRole("button", { name: "More for Tea counter" }).click();
  await page.getByRole("button", { name: "Rename" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Coffee counter");
  await dialog.getByRole("button", { name: "Rename" }).click();
  await page.getByRole("button", { name: "More for Sales board" }).click();
  await page.getByRole("button", { name: "Delete" }).click();
  await dialog.getByRole("button", { name: "Delete it" }).click();
  await page.getByRole("button", { name: "Settings" }).click();
  expect((await calls()).slice(1)).toEqual([["renameApp", "one", "Coffee counter"], ["deleteApp", "two"], ["openSettings"]]);
  expect(requests).toEqual([]);
});

test("an app's public values are changed together, and what is refused is told and stays", async () => {
  const { page, requests, calls } = await openPane("public-values");
  const open = async () => {
    await page.getByRole("button", { name: "More for this app" }).click();
    await page.getByRole("button", { name: "Public values" }).click();
  };
  const save = () => page.getByRole("button", { name: "Save" }).click();
  await open();
  await page.getByText("Anyone who opens the app can read them.").waitFor();
  await page.getByRole("button", { name: "Remove VITE_TITLE" }).click();
  await page.getByRole("button", { name: "Add a value" }).click();
  await page.getByRole("textbox", { name: "Name of value 2" }).fill("VITE_API_URL");
  await save();
  await page.getByText("VITE_API_URL is there twice.").waitFor();
  await page.getByRole("textbox", { name: "Name of value 2" }).fill("MODE");
  await page.getByRole("textbox", { name: "Value 2", exact: true }).fill("x");
  await save();
  await page.getByText("These names are taken: MODE.").waitFor();
  await page.getByRole("textbox", { name: "Name of value 2" }).fill(" VITE_NEW ");
  await save();
  await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
  const url = "https://api.example.com/v1";
  expect(await calls()).toEqual([
    ["setPublicValues", { VITE_API_URL: url, MODE: "x" }],
    ["setPublicValues", { VITE_API_URL: url, VITE_NEW: "x" }],
  ]);
  expect(requests).toEqual([]);
});

test("the settings make and revoke keys, and delete everything only after a second look", async () => {
  const { page, requests, calls } = await openPane("settings");
  await page.getByText("my script").waitFor();
  await page.getByRole("textbox", { name: "Name of the new key" }).fill("second");
  await page.getByRole("button", { name: "Create a key" }).click();
  await page.locator(".secret", { hasText: "ew_new_key" }).waitFor();
  await page.getByText("You have 2 apps and 2 API keys.").waitFor();
  await page.getByRole("button", { name: "Revoke" }).first().click();
  await page.getByRole("button", { name: "Delete all my data…" }).click();
  await page.getByText("2 apps (with all messages, versions, files and previews), 1 API key, and this session").waitFor();
  expect(await calls()).toEqual([
    ["createKey", "second"],
    ["revokeKey", "k1"],
  ]);
  await page.getByRole("button", { name: "Delete everything", exact: true }).click();
  expect((await calls()).at(-1)).toEqual(["deleteAccount"]);
  await page.getByRole("button", { name: "Close" }).click();
  await expect.poll(async () => (await calls()).at(-1)).toEqual(["onClose"]);
  expect(requests).toEqual([]);
});
