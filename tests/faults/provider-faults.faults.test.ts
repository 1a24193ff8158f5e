// Every fault of a provider that the design names, through the whole Worker: what is asked, what a person reads, what is left. One table.
import { beforeEach, expect, test } from "vitest";
import { maxRepeatsPerRun } from "../../src/orchestrator/run-limits.ts";
import {
  badKey,
  call,
  cut,
  errorChunk,
  finish,
  httpError,
  idle,
  mustBeVerified,
  outOfQuota,
  rateLimited,
  refuse,
  reset,
  say,
  searchFiles,
  serverError,
  stall,
  think,
  turn,
  turnWith,
  unknownModel,
  wait,
  writeFile,
} from "../fakes/client.ts";
import { hasStandIn, html, play, prose, type Row, withoutJitter, works } from "./support.ts";

const lost = "This text is lost.";
const cutArguments = { ...writeFile("index.html", html), arguments: '{"path":"index.html","content":"<!doctype' };
const times = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));
const onOpenRouter = (reason: RegExp): Row["notices"] => [
  ["provider_switched", new RegExp(`${reason.source}.* Continuing with openai/.* on OpenRouter`)],
];
const once = { calls: [3, 0], attempts: 2 } satisfies Partial<Row>;

const rows: Row[] = [
  // The stream
  { fault: "cut after its first piece", openai: [turnWith({ cutAfterChunks: 1 }, say(lost)), ...works()], ...once },
  {
    fault: "cut after its fourth piece",
    openai: [turnWith({ cutAfterChunks: 4 }, say(`${lost} ${lost}`), stall()), ...works()],
    ...once,
  },
  { fault: "a clean end without a finish", openai: [turn(say(lost), cut()), ...works()], ...once, lost },
  {
    fault: "cut in the middle of a file",
    openai: [turnWith({ cutAfterChunks: 6 }, writeFile("a.css", html)), ...works()],
    ...once,
  },
  { fault: "reset before the first byte", openai: [turn(reset()), ...works()], ...once },
  { fault: "reset in the middle", openai: [turn(say(lost), wait(200), reset()), ...works()], ...once, lost },
  { fault: "silence instead of a first byte", openai: [turn(stall()), ...works()], ...once },
  { fault: "silence in the middle", openai: [turn(say(lost), stall()), ...works()], ...once, lost },
  { fault: "empty chunks only", openai: [turn(idle("empty chunks", 100)), ...works()], ...once },
  { fault: "empty chunks in the middle", openai: [turn(say(lost), idle("empty chunks", 100)), ...works()], ...once, lost },
  { fault: "keep-alive comments only", openai: [turn(idle("comments", 100)), ...works()], ...once },
  { fault: "an error chunk inside HTTP 200", openai: [turn(say(lost), errorChunk(502, "Upstream.")), ...works()], ...once, lost },
  { fault: "a tool call that the server refused", openai: [turn(errorChunk("tool_use_failed", "Schema.")), ...works()], ...once },
  // No faults, but as unpleasant as an honest stream gets
  {
    fault: "bytes one at a time",
    openai: times(2, (n) => ({ ...works()[n]!, bytes: "single" as const })),
    calls: [2, 0],
    attempts: 2,
  },
  {
    fault: "bytes cut anywhere",
    openai: times(2, (n) => ({ ...works()[n]!, bytes: "random" as const })),
    calls: [2, 0],
    attempts: 2,
  },
  {
    fault: "a slow answer, longer than any single patience",
    openai: [
      turnWith({ pieceDelayMs: 60 }, think("Thinking. ".repeat(25)), say(prose), writeFile("index.html", html)),
      works()[1]!,
    ],
    calls: [2, 0],
    attempts: 2,
  },
  // The answer to the request
  { fault: "500 twice", openai: [serverError(), serverError(), ...works()], calls: [4, 0], attempts: 2 },
  { fault: "429 with a short Retry-After", openai: [rateLimited(1), ...works()], ...once, waitsMs: 1_000 },
  {
    fault: "may not stream without verification",
    openai: [mustBeVerified(), ...works()],
    ...once,
    notices: [["not_streamed", /Verify the organization|verified organizations/]],
  },
  // What the model does wrong
  { fault: "arguments that are no JSON", openai: [turn(call("write_file", "{oops")), ...works()], calls: [3, 0], attempts: 3 },
  { fault: "an unknown tool", openai: [turn(call("run_shell", { command: "ls" })), ...works()], calls: [3, 0], attempts: 3 },
  {
    fault: "arguments that do not fit",
    openai: [turn(call("write_file", { file: "a" })), ...works()],
    calls: [3, 0],
    attempts: 3,
  },
  {
    fault: "length disguised as tool_calls",
    openai: [turn(cutArguments, finish("tool_calls")), ...works()],
    calls: [3, 0],
    attempts: 3,
  },
  {
    fault: "a call cut off by the length limit",
    openai: [turn(writeFile("index.html", "cut"), finish("length")), ...works()],
    calls: [3, 0],
    attempts: 3,
  },
  {
    fault: "prose cut off by the length limit",
    openai: [turn(say("Half of"), finish("length")), ...works()],
    calls: [3, 0],
    attempts: 3,
    content: `Half of\n\n${prose}`,
  },
  {
    fault: "calls that stay malformed",
    openai: times(3, () => turn(call("run_shell", {}))),
    openrouter: works(),
    calls: [3, 0],
    attempts: 3,
    fails: { code: "bad_tool_calls", says: /cannot be carried out/ },
    content: "",
  },
  {
    fault: "a refusal",
    openai: [turn(refuse("I will not build that."))],
    openrouter: works(),
    calls: [1, 0],
    attempts: 1,
    fails: { code: "refused", says: /I will not build that\./ },
    content: "I will not build that.",
  },
  {
    fault: "a content filter",
    openai: [turn(say("Half"), finish("content_filter"))],
    openrouter: works(),
    calls: [1, 0],
    attempts: 1,
    fails: { code: "content_filter", says: /content filter stopped the answer/ },
    content: "Half",
  },
  ...(
    [
      ["context_length", { code: "context_length_exceeded", message: "Too long." }, /longer than .* can read/],
      ["no_tools", { message: "m does not support tools" }, /cannot call tools.*Choose another model/],
      [
        "bad_request",
        { message: "Something is wrong." },
        /^The server at \S+ refused the request\. It said: .*Something is wrong/,
      ],
    ] as const
  ).map(
    ([code, error, says]): Row => ({
      fault: `${code}, which any provider would answer`,
      openai: [httpError(400, error)],
      openrouter: works(),
      calls: [1, 0],
      attempts: 1,
      fails: { code, says },
      content: "",
    }),
  ),
  // With a stand-in
  ...(
    [
      ["out of quota", outOfQuota, /out of quota/],
      ["a wrong key", badKey, /does not accept the key/],
      ["an unknown model", unknownModel, /does not know the model/],
      ["429 with a long Retry-After", () => rateLimited(3_600), /is limiting requests/],
    ] as const
  ).map(
    ([fault, answer, reason]): Row => ({
      fault,
      standIn: true,
      openai: [answer()],
      openrouter: works(),
      calls: [1, 2],
      attempts: 2,
      notices: onOpenRouter(reason),
    }),
  ),
  {
    fault: "500 three times",
    standIn: true,
    openai: times(3, serverError),
    openrouter: works(),
    calls: [3, 2],
    attempts: 2,
    notices: onOpenRouter(/a fault on its side/),
  },
  {
    fault: "silence three times",
    standIn: true,
    openai: times(3, () => turn(say(lost), stall())),
    openrouter: works(),
    calls: [3, 2],
    attempts: 2,
    notices: onOpenRouter(/stopped sending/),
    lost,
  },
  {
    fault: "both down",
    standIn: true,
    openai: times(3, serverError),
    openrouter: times(3, () => turn(errorChunk(503, "No capacity."))),
    calls: [3, 3],
    attempts: 1,
    fails: { code: "overloaded", says: /^OpenRouter could not answer/ },
    notices: onOpenRouter(/The server at \S+ could not answer/),
    content: "",
  },
  {
    fault: "quota on both",
    standIn: true,
    openai: [outOfQuota()],
    openrouter: [httpError(402, { message: "Insufficient credits." })],
    calls: [1, 1],
    attempts: 1,
    fails: { code: "quota", says: /^OpenRouter says the account is out of quota\..* Add credit/ },
    notices: onOpenRouter(/The server at \S+ says/),
    content: "",
  },
  // Alone
  ...(
    [
      ["out of quota, alone", [outOfQuota()], "quota", /out of quota\..* Add credit or set another key/],
      ["a wrong key, alone", [badKey()], "bad_key", /OPENAI_API_KEY/],
      ["an unknown model, alone", [unknownModel()], "unknown_model", /Choose another model/],
      ["500 three times, alone", times(3, serverError), "overloaded", /a fault on its side/],
      [
        "reset three times, alone",
        times(3, () => turn(reset())),
        "connection",
        /^The connection to the server at \S+ (broke|failed)/,
      ],
      ["cut three times, alone", times(3, () => turn(cut())), "truncated", /without finishing/],
      ["silence three times, alone", times(3, () => turn(think("Hm."), stall())), "stalled", /stopped sending/],
      ["a Retry-After of a day", [rateLimited(86_400)], "rate_limited", /is limiting requests/],
    ] as const
  ).map(
    ([fault, openai, code, says]): Row => ({
      fault,
      standIn: false,
      openai: [...openai],
      calls: [openai.length, 0],
      attempts: 1,
      fails: { code, says },
      content: "",
    }),
  ),
  {
    fault: "a failure of every second request, until the budget of repeats is used up",
    standIn: false,
    openai: times(maxRepeatsPerRun + 1, (n) => [serverError(), turn(searchFiles(`word ${n}`))]).flat(),
    calls: [2 * maxRepeatsPerRun + 1, 0],
    attempts: maxRepeatsPerRun + 1,
    fails: { code: "too_many_faults", says: /more than 12 times in this run.*The last time: The server at \S+ could not answer/ },
    content: "",
  },
];

beforeEach(withoutJitter);

test.each(rows.filter((row) => row.standIn === undefined || row.standIn === hasStandIn))("$fault", async (row) => {
  const { client, version, message, events, seqs, terminal, asked } = await play(row);
  expect([asked.openai.length, asked.openrouter.length]).toEqual(row.calls);
  expect([...asked.openai, ...asked.openrouter].flatMap((request) => request.violations)).toEqual([]);

  expect(version.status).toBe(row.fails ? "failed" : "completed");
  expect(version.error_code).toBe(row.fails?.code ?? null);
  if (row.fails) expect(version.error_message).toMatch(row.fails.says);
  else expect(await client.file(version.app_id, 1, "index.html")).toBe(html);
  expect(version.metadata.provider).toBe(row.calls[1] > 0 ? "openrouter" : "openai");
  expect(version.metadata.attempts).toBe(row.attempts);
  expect(version.metadata.notices.map((notice) => notice.code)).toEqual((row.notices ?? []).map(([code]) => code));
  for (const [index, [, says]] of (row.notices ?? []).entries()) expect(version.metadata.notices[index]?.message).toMatch(says);
  expect(message).toMatchObject({ content: row.content ?? prose, status: version.status });

  expect(terminal).toEqual([row.fails ? "version.failed" : "version.completed"]);
  expect(events.at(-1)?.type).toBe(terminal[0]);
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  const [first, second] = asked.openai;
  if (row.waitsMs) expect((second?.receivedAtMs ?? 0) - (first?.receivedAtMs ?? 0)).toBeGreaterThanOrEqual(row.waitsMs);
  if (row.lost) {
    // In one delta or in several, as the packets came.
    const resetAt = events.findIndex((event) => event.type === "round.reset");
    const shownAt = events.slice(0, resetAt).findLastIndex((event) => event.type === "text.delta");
    const shown = events.slice(0, resetAt).map((event) => (event.type === "text.delta" ? event.text : ""));
    expect(shown.join("")).toContain(lost);
    expect(events.slice(shownAt)).toContainEqual(expect.objectContaining({ type: "round.reset", round: 1 }));
  }
});
