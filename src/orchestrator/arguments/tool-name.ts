// Finds the tool a name means: models add what they were trained on (functions.write_file, mcp__files__write_file,
// write_file<|channel|>commentary, write_file:0), and use their own style (WriteFile). Accepted when exactly one tool fits.

/** Longest name, UTF-16 units. */
const nameMaxCharacters = 200;

/** Small letters and digits alone: WriteFile, write-file and "write file" are one name. */
const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, "");

/** Prefixes joined to a name by an underscore or hyphen; an MCP server's name may follow. */
const prefixes = /^(?:functions?|tools?|api|default_?api|default|assistant|repo_?browser|mcp|edgewright)[_-]/i;

/** The name of the tool that is meant; the name unchanged if none or several fit. */
export function meantTool(given: string, tools: readonly string[]): string {
  if (tools.includes(given) || given.length > nameMaxCharacters) return given;
  const wanted = new Set(candidates(given).map(plain));
  const [only, ...others] = tools.filter((name) => wanted.has(plain(name)));
  return only !== undefined && others.length === 0 ? only : given;
}

/** Candidates for the bare name: the whole, the last part of a path, and the first part if a number or brackets follow. */
function candidates(given: string): string[] {
  // A special token or a closing tag ends a name; one before it begins the message, as everything up to gpt-oss' to= does.
  const name = given
    .replace(/^[\s\S]*\bto=/, "")
    .replace(/^(?:<\|[\w-]*\|>\s?)/, "")
    .split(/<[|/]/, 1)[0]!
    .trim();
  const whole = name.replace(/\(.*$/s, "").replace(/[:_.#-]\d+$/, "");
  const parts = [
    whole,
    ...whole.split(/[.:/=\s>]|__/).slice(-1),
    ...whole.split(/[.:/=\s>]/).slice(-1),
    ...whole.split(/[:(]/, 1),
  ];
  return parts.flatMap((part) => [part, part.replace(/[_-]\d+$/, ""), part.replace(prefixes, "")]);
}
