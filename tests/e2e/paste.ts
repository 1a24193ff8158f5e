// README's code blocks, and a shell that they are pasted into.
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/lib/wrangler.ts";

const readme = readFileSync(join(root, "README.md"), "utf8");

/** The code block below a heading. Only the address differs from the person's. */
export function block(heading: string, language: string): string {
  const section = readme.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
  const code = new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, "m").exec(section)?.[1];
  if (!code) throw new Error(`README.md has no ${language} block below "${heading}".`);
  return code;
}

/** What a shell prints for these lines, and the variables it is left with. */
export async function paste(
  lines: string,
  folder: string,
): Promise<{ output: string; errors: string; variables: Record<string, string> }> {
  const mark = "=== variables";
  const shell = spawn("bash", ["-s"], { cwd: folder, stdio: ["pipe", "pipe", "pipe"] });
  let output = "";
  let errors = "";
  shell.stdout.on("data", (piece) => (output += piece));
  shell.stderr.on("data", (piece) => (errors += piece));
  shell.stdin.end(`${lines}\necho; echo "${mark}"; for name in URL APP KEY VERSION; do echo "$name=\${!name}"; done\n`);
  await ended(shell);
  const [printed = "", left = ""] = output.split(mark);
  return {
    output: printed,
    errors,
    variables: Object.fromEntries(
      left
        .trim()
        .split("\n")
        .map((line) => line.split("=", 2)),
    ),
  };
}

const ended = (child: ChildProcess) => new Promise((resolve) => child.once("close", resolve));
