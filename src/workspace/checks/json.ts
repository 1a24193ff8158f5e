// Where a JSON text is wrong. The engines' own messages leave the position out when the text is short.

export interface JsonProblem {
  offset: number;
  message: string;
}

const blank = /[ \t\r\n]*/y;
const literal = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these in strings.
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

/** A byte order mark is allowed: build tools and browsers remove it. */
export function findJsonProblem(written: string): JsonProblem | null {
  const text = written.replace(/^\ufeff/, " ");
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return locate(text) ?? { offset: 0, message: error.message };
  }
}

/** Walks the text with an explicit stack, so that deep nesting cannot overflow the call stack. */
function locate(text: string): JsonProblem | null {
  const closers: string[] = [];
  let offset = 0;
  let expect: "value" | "value or ]" | "key" | "key or }" | "separator" = "value";

  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = offset;
    const matched = pattern.test(text);
    if (matched) offset = pattern.lastIndex;
    return matched;
  };
  const problem = (message: string): JsonProblem => {
    if (offset >= text.length) return { offset: text.length, message: `Unexpected end of JSON. ${message}` };
    return { offset, message };
  };

  for (;;) {
    skip(blank);
    const character = text[offset];
    if (expect === "separator") {
      const closer = closers.at(-1);
      if (closer === undefined) return offset < text.length ? problem("Expected nothing after the value.") : null;
      if (character === closer) {
        closers.pop();
        offset++;
      } else if (character === ",") {
        offset++;
        expect = closer === "}" ? "key" : "value";
      } else return problem(`Expected "," or "${closer}".`);
    } else if (character === "}" && expect === "key or }") {
      closers.pop();
      offset++;
      expect = "separator";
    } else if (expect === "key" || expect === "key or }") {
      if (character === "}") return problem('A comma before "}" is not allowed in JSON.');
      if (!skip(string)) return problem("Expected a name in double quotes.");
      skip(blank);
      if (text[offset] !== ":") return problem('Expected ":" after the name.');
      offset++;
      expect = "value";
    } else if (character === "]" && expect === "value or ]") {
      closers.pop();
      offset++;
      expect = "separator";
    } else if (character === "{" || character === "[") {
      closers.push(character === "{" ? "}" : "]");
      offset++;
      expect = character === "{" ? "key or }" : "value or ]";
    } else if (skip(string) || skip(literal)) {
      expect = "separator";
    } else if (character === "]") return problem('A comma before "]" is not allowed in JSON.');
    else return problem(character === "/" ? "Comments are not allowed in JSON." : "Expected a value.");
  }
}
