// A picture that a script or a page names and the app does not have is told, and keeps nothing from loading.
import { expect, test } from "vitest";
import { checkFile } from "../../../src/workspace/checks.ts";

const has = new Set(["index.html", "public/here.png", "src/there.svg", "team.jpg"]);
const told = (path: string, content: string) =>
  checkFile(path, content, (file) => has.has(file)).map(({ severity, line, message }) => `${severity} ${line}: ${message}`);
const missing = (line: number, written: string, path: string) =>
  `warning ${line}: "${written}" leads to ${path}, and there is no such file.`;

test.each<[string, string, string[]]>([
  ["an attribute", 'export const A = () => <img src="/gone.png" alt="" />;', [missing(1, "/gone.png", "gone.png")]],
  [
    "an attribute in braces, relative to the page",
    "export const A = () => (\n  <img src={'img/gone.jpg'} />\n);",
    [missing(2, "img/gone.jpg", "img/gone.jpg")],
  ],
  [
    "a list of addresses, each once",
    'export const list = [{ image: "/a.webp" }, { image: "/a.webp" }, { image: "/b.mp3" }];',
    [missing(1, "/a.webp", "a.webp"), missing(1, "/b.mp3", "b.mp3")],
  ],
  ["an import", 'import logo from "./logo.png";\nexport { logo };', [missing(1, "./logo.png", "src/logo.png")]],
  [
    "a film's poster",
    'export const A = () => <video src="/film.mp4" poster="/still.png" />;',
    [missing(1, "/film.mp4", "film.mp4"), missing(1, "/still.png", "still.png")],
  ],
])("in a script: %s", (_, content, expected) => expect(told("src/App.tsx", content)).toEqual(expected));

test.each<[string, string]>([
  ["what is there", 'export const A = () => <img src="/here.png" />;'],
  [
    "another host, data, an address made of parts",
    'export const list = ["https://a.example/x.png", "data:image/png;base64,AA", `/img/${1 + 1}.png`];',
  ],
  ["words that only look like a name", 'export const words = "gone.png";\nexport const path = "img/gone.png";'],
  ["what is no picture", 'export const to = "/users/jane.doe";\nexport const api = "/data.json";'],
])("and nothing of %s", (_, content) => expect(told("src/App.tsx", content)).toEqual([]));

test("in a page: pictures, films, sounds and what they are made of", () => {
  const page =
    '<!doctype html><p>x</p>\n<img src="gone.png">\n<audio src="gone.mp3"></audio>\n<video poster="still.png"><source src="film.webm"></video>\n<img src="team.jpg">\n';
  expect(told("index.html", page)).toEqual([
    missing(2, "gone.png", "gone.png"),
    missing(3, "gone.mp3", "gone.mp3"),
    missing(4, "still.png", "still.png"),
    missing(4, "film.webm", "film.webm"),
  ]);
});
