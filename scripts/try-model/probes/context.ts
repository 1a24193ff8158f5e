// How long a prompt the model really reads. A word at the very beginning has to be found: some servers drop the beginning without a word.
import { ModelError } from "../../../src/llm/model.ts";
import { type Asker, user } from "../model-asker.ts";
import type { Probe } from "../probe.ts";

/** Tokens, rising: a server that refuses or forgets one is not asked the next. */
export const promptSizes = [4_000, 16_000, 32_000, 64_000] as const;
/** Standing prompt, tools and the files of a small app. */
const neededTokens = 16_000;
const charactersPerToken = 4;
const word = "marmalade";

export const context: Probe = {
  id: "context",
  title: "Reads a long prompt",
  essential: false,
  advice:
    "Only the smallest apps fit. Raise the context of its server (Ollama: OLLAMA_CONTEXT_LENGTH=32768, llama.cpp: --ctx-size, vLLM: --max-model-len, LM Studio: Context Length).",
  async run(asker) {
    let read = 0;
    let end = "";
    for (const size of promptSizes) {
      end = await troubleWith(asker, size);
      if (end !== "") break;
      read = size;
    }
    const says = `${read === 0 ? "not even" : "at least"} ${tokens(read || promptSizes[0])} tokens${end && read ? `; ${end}` : ""}`;
    return { ok: read >= neededTokens, says, figure: read };
  },
};

const tokens = (count: number) => count.toLocaleString("en-US");

/** Empty when the word was found. */
async function troubleWith(asker: Asker, size: number): Promise<string> {
  try {
    const { text } = await asker.ask({ conversation: [user(promptOf(size))] });
    return text.toLowerCase().includes(word) ? "" : `of ${tokens(size)} it had forgotten the beginning`;
  } catch (error) {
    if (error instanceof ModelError && (error.reason === "context_length" || error.reason === "bad_request"))
      return `${tokens(size)} were refused`;
    throw error;
  }
}

function promptOf(size: number): string {
  const head = `The code word is ${word}. What follows is a list of readings; it does not matter.\n`;
  const tail = "\nWhat is the code word that was named before the list? Answer with that word only.";
  const lines: string[] = [];
  for (let characters = head.length + tail.length, line = 1; characters < size * charactersPerToken; line += 1) {
    const reading = `Reading ${line}: the level was ${(line * 37) % 101} and the wind came from the west.`;
    lines.push(reading);
    characters += reading.length + 1;
  }
  return head + lines.join("\n") + tail;
}
