import { mkdtempSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isLoopback, reachableName } from "../../scripts/lib/addresses.ts";
import { readStartArguments } from "../../scripts/lib/start-arguments.ts";
import { formatVariables, mergeVariables, ourVariables, readVariables, writeVariables } from "../../scripts/lib/variables.ts";

test("later sources win, and an empty value never hides a real one", () => {
  const merged = mergeVariables([
    { OPENAI_API_KEY: "file", OPENAI_MODEL: "file-model", PREVIEW_HOST: "" },
    { OPENAI_API_KEY: "shell", OPENAI_MODEL: "  " },
    { OPENAI_API_KEY: "" },
  ]);
  expect(merged).toEqual({ OPENAI_API_KEY: "shell", OPENAI_MODEL: "file-model" });
});

test("only Edgewright's own variables are taken from a shell", () => {
  const shell = {
    PATH: "/bin",
    CLOUDFLARE_API_TOKEN: "t",
    OPENAI_API_KEY: "k",
    OPENROUTER_MODEL: "m",
    AUTH_SECRET: "s",
    HOSTS: "build.example",
    DEMO_CHARACTERS_PER_SECOND: "9",
    MODEL_IDLE_SECONDS: "2.5",
    RUN_SLICE_SECONDS: "60",
    MODELS: "not ours",
  };
  expect(Object.keys(ourVariables(shell))).toEqual([
    "OPENAI_API_KEY",
    "OPENROUTER_MODEL",
    "AUTH_SECRET",
    "HOSTS",
    "DEMO_CHARACTERS_PER_SECOND",
    "MODEL_IDLE_SECONDS",
    "RUN_SLICE_SECONDS",
  ]);
});

test("values are quoted so that a reader which expands $NAME gives them back as they were", () => {
  expect(formatVariables({ A: "plain", B: "it's #1", C: `a"b'c`, D: "$HOME \\n" })).toBe(
    "A='plain'\nB=\"it's #1\"\nC=`a\"b'c`\nD='\\$HOME \\n'\n",
  );
  expect(() => formatVariables({ KEY: "'\"`" })).toThrow("The value of KEY");
});

test("the file is its owner's alone, and is removed", () => {
  const folder = join(mkdtempSync(join(tmpdir(), "variables-")), "state");
  const { path, remove } = writeVariables(folder, { OPENAI_API_KEY: "k" });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readFileSync(path, "utf8")).toBe("OPENAI_API_KEY='k'\n");
  remove();
  expect(readVariables(path, false)).toEqual({});
  expect(() => readVariables(path, true)).toThrow("ENOENT");
});

test("arguments: ours are read, and what would be taken and not carried out is refused", () => {
  const read = readStartArguments(["--port", "8799", "--persist-to=DIR", "--var", "A:1", "B:x:y", "--var=C:3"]);
  expect(read).toEqual({
    port: 8799,
    ip: "localhost",
    persistTo: "DIR",
    variables: { A: "1", B: "x:y", C: "3" },
    envFiles: [],
    config: null,
    inspectorPort: null,
  });
  expect(readStartArguments(["--ip", "0.0.0.0", "--inspector-port=9229"])).toMatchObject({ ip: "0.0.0.0", inspectorPort: 9229 });
  expect(() => readStartArguments(["--port", "many"])).toThrow('--port takes a number from 0 to 65535, not "many".');
  expect(() => readStartArguments(["--port"])).toThrow("--port needs a value.");
  expect(() => readStartArguments(["--var", "novalue"])).toThrow("--var takes NAME:value.");
  expect(() => readStartArguments(["--remote"])).toThrow("npm start does not know --remote.");
  expect(() => readStartArguments(["dev"])).toThrow("npm start does not know dev.");
});

test("addresses that others can reach are told from those of this machine", () => {
  expect(["localhost", "127.0.0.1", "127.1.2.3", "::1"].map(isLoopback)).toEqual([true, true, true, true]);
  expect(["0.0.0.0", "::", "192.168.0.2", "10.0.0.1"].map(isLoopback)).toEqual([false, false, false, false]);
  expect(["0.0.0.0", "::1", "10.0.0.1"].map(reachableName)).toEqual(["localhost", "[::1]", "10.0.0.1"]);
});
