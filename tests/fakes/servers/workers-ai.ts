// Cloudflare's Workers AI, as the `AI` binding hands its answers on (bindingOf in tests/dialects/installation.ts makes a binding of it).
//   two forms of a stream: {response, p} with calls at the end whose arguments are an object, no ids, no finish reason; and chunks of Chat
//     Completions whose calls end with a piece of nothing but null (cloudflare/ai, packages/workers-ai-provider/src/streaming.ts, 2026)
//   a message without text is refused unless its content is a text (zeroclaw#9493, 2026-07-28; we-promise/sure#467, 2025-12-19)
//   `stop` although there are calls (cloudflare/ai#192, 2025-06-07)
//   codes: 3036 the day's allocation is used up, 3040 no capacity, 3042 and 5007 no such model, 3006 too large
//     (developers.cloudflare.com/workers-ai/platform/errors, 2026-07-29)
import type { ChatRequest, ReportedUsage } from "../scenario.ts";
import type { Identity, WireForm } from "../wire-form.ts";
import { chunkForm, data, token, usageFields } from "./chunk-form.ts";
import { callsIn, isObjectText, messagesOf, unpaired } from "./messages.ts";
import { firstRefusal, type Page, type Refusal, type Server } from "./server.ts";

const native = "@cf/meta/llama-3.3-70b-instruct-fp8-fast";
const models = [native, "@cf/qwen/qwen3-30b-a3b-fp8"];

/** What the binding throws: its code stands in front. */
const error = (status: number, code: number, message: string): Page => ({
  status,
  body: { success: false, errors: [{ code, message: `AiError: ${message}` }], result: null },
});
const refusal = (about: string, page: Page): Refusal => ({ about, ...page });

export const usedUp = error(
  429,
  3036,
  "You have used up your daily free allocation of 10,000 neurons. Please upgrade to Cloudflare's Workers Paid plan if you would like to continue usage.",
);
export const noCapacity = error(429, 3040, "No more data centers to forward the request to");

export const workersAi: Server = {
  name: "workers-ai",
  basePath: "/ai",
  completions: "/run",
  models,
  learned: [],
  showsThoughts: () => false,
  form: (identity, request) => (identity.model === native ? nativeForm(identity) : openAiForm(identity, request)),
  refuses: ({ body }) =>
    firstRefusal(
      () => (models.includes(String(body.model)) ? null : refusal("model", notThere(body.model))),
      () => {
        const strange = messagesOf(body).find(({ content }) => typeof content !== "string");
        return strange
          ? refusal(
              "content",
              error(
                400,
                5006,
                "Error: oneOf at '/' not met, 0 matches: Type mismatch of '/messages/content', 'string' not in 'null'",
              ),
            )
          : null;
      },
      () =>
        callsIn(body).some((call) => !isObjectText(call.arguments))
          ? refusal("arguments", error(400, 8001, "Invalid input"))
          : null,
      () => (unpaired(body).length > 0 ? refusal("results", error(400, 8001, "Invalid input")) : null),
    ),
  fails: (failure, { body }) => {
    // There is no key: the account itself is not let in.
    if (failure === "key") return error(403, 3023, "Service unavailable for account");
    return failure === "unknown model"
      ? notThere(body.model)
      : error(
          413,
          3006,
          "Request is too large: the estimated number of input and maximum output tokens (140000) exceeded this model context window limit (131072).",
        );
  },
  page: () => null,
  missing: () => error(404, 7000, "No route for that URI"),
};

const notThere = (model: unknown) => error(400, 5007, `No such model ${model} or task`);

function openAiForm(identity: Identity, request: ChatRequest): WireForm {
  const form = chunkForm(identity, request, {
    head: (number) => ({ id: `chatcmpl-${token(number, 0, 32)}`, created: 1_764_000_000 }),
    choice: { logprobs: null },
    role: "own chunk",
    thoughts: "reasoning_content",
    call: (number, index) => ({ id: `chatcmpl-tool-${token(number, index, 32)}`, type: "function", index }),
    calls: "in pieces",
    finish: (reason) => ({ finish_reason: reason === "tool_calls" ? "stop" : reason }),
    finishStands: "in a chunk of its own",
    usage: "with the finish",
    error: (failed) => data({ errors: [{ code: 3040, message: "", ...failed }] }),
  });
  const nothing = { id: null, type: null, index: 0, function: { name: null, arguments: "" } };
  let called = false;
  return {
    ...form,
    delta(delta) {
      called ||= (delta.tool_calls?.length ?? 0) > 0;
      return form.delta(delta);
    },
    finish(reason, usage) {
      const end = data({ choices: [{ index: 0, delta: { tool_calls: [nothing] }, finish_reason: null }] });
      return (called ? end : "") + form.finish(reason, usage);
    },
  };
}

/** Its own form: texts as `response`, padded by `p` so that their length tells nothing. */
function nativeForm({ request }: Identity): WireForm {
  const calls: { name: string; arguments: string }[] = [];
  let text = "";
  let finished = false;
  const piece = (response: string | null, more: Record<string, unknown> = {}) =>
    data({ response, ...more, p: "abdefghijklm".slice(request % 8) });
  const written = () => calls.map(({ name, arguments: args }) => ({ name, arguments: parsed(args) }));
  const figures = (usage: ReportedUsage | null) => (usage ? { usage: usageFields(usage) } : {});
  return {
    delta({ content, refusal: refused, tool_calls = [] }) {
      for (const { index, function: part } of tool_calls) {
        const call = calls[index] ?? { name: part?.name ?? "", arguments: "" };
        call.arguments += part?.arguments ?? "";
        calls[index] = call;
      }
      const said = content ?? refused ?? "";
      text += said;
      return said === "" ? "" : piece(said);
    },
    finish(_reason, usage) {
      finished = true;
      return (calls.length > 0 ? piece("", { tool_calls: written() }) : "") + piece("", figures(usage));
    },
    close: () => (finished ? "data: [DONE]\n\n" : ""),
    error: (failed) => data({ errors: [{ code: 3040, message: "", ...failed }] }),
    empty: () => piece(""),
    whole: (usage) =>
      finished ? { response: text, ...(calls.length > 0 ? { tool_calls: written() } : {}), ...figures(usage) } : null,
  };
}

/** As the model wrote them where they are no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
