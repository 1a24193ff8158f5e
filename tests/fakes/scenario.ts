// What the fake provider is told to answer. Plain JSON, so that a test inside workerd can send it over HTTP.

/** One thing that happens in an answer, in order. */
export type Step =
  | { type: "text"; text: string }
  /** OpenRouter says `reasoning`, DeepSeek and others `reasoning_content`; the Responses API makes an item of it, with encrypted content. */
  | { type: "reasoning"; text: string; field: "reasoning" | "reasoning_content" }
  | { type: "refusal"; text: string }
  /** A whole tool call, its arguments cut into pieces. Without `id` one is made up. */
  | ({ type: "call" } & Call)
  /** Calls whose fragments come in turns. */
  | { type: "interleaved"; calls: Call[] }
  | { type: "call.start"; index: number; id?: string; name: string }
  | { type: "call.delta"; index: number; text: string }
  | { type: "finish"; reason: string }
  | { type: "wait"; ms: number }
  /** Nothing more comes until the test releases the gate. */
  | { type: "gate"; name: string }
  /** An error in the middle of HTTP 200, as OpenRouter sends it; the stream ends after it. */
  | { type: "error"; error: Record<string, unknown> }
  /** Bytes as they are, e.g. a comment line. */
  | { type: "raw"; text: string }
  /** A clean end without a finish reason. */
  | { type: "cut" }
  /** The connection breaks. */
  | { type: "reset" }
  /** Nothing more comes, ever. */
  | { type: "stall" }
  /** Signs of life that hold nothing, until the client hangs up: chunks with an empty delta, or comment lines as OpenRouter sends them. */
  | { type: "idle"; sends: "empty chunks" | "comments"; everyMs: number };

export interface Call {
  id?: string;
  name: string;
  /** JSON text, or anything else when the model is to make a mistake. */
  arguments: string;
  /** "text": the arguments are the plain text of a tool's text form. */
  form?: "text";
}

export interface ReportedUsage {
  prompt_tokens: number;
  completion_tokens: number;
  cached_tokens?: number;
  reasoning_tokens?: number;
  /** USD, as OpenRouter reports it. */
  cost?: number;
}

/** The answer to one request. */
export type Turn =
  | { kind: "http"; status: number; headers?: Record<string, string>; body: unknown }
  | {
      kind: "answer";
      steps: Step[];
      /** Counted from the bytes when not given; null: none is reported. */
      usage?: ReportedUsage | null;
      /** Length of a text or argument piece, UTF-16 units. */
      pieceCharacters?: number;
      /** Pause after each piece, milliseconds. */
      pieceDelayMs?: number;
      /** The stream ends cleanly after so many pieces, wherever that is. */
      cutAfterChunks?: number;
      /** How the SSE bytes are cut into writes: a chunk at a time, one byte at a time, or anywhere. */
      bytes?: "chunks" | "single" | "random";
    };

export type Answer = Extract<Turn, { kind: "answer" }>;

/** Answers for the requests that are about `match`, in order. */
export interface Scenario {
  /** Occurs in one user message of the request (the scenario whose match occurs last answers), or is the name of the model. */
  match: string;
  turns: Turn[];
}

/** A request as it came in, and what became of it. */
export interface RecordedRequest {
  match: string | null;
  path: string;
  headers: Record<string, string>;
  body: ChatRequest;
  violations: string[];
  /** What the server whose dialect is spoken refused the request for; none of its scenario's answers was used. */
  refused?: string;
  receivedAtMs: number;
  /** The client hung up before the answer was complete. */
  aborted: boolean;
  endedAtMs: number | null;
}

/** What a test may watch while an answer is sent, at the moment at which it happens. `last_byte`: an answer was sent to its end. */
export type Moment = { request: RecordedRequest } & (
  | { type: "received" | "first_byte" | "last_byte" }
  | { type: "step_done"; step: Step }
);

/** As much of a request as the fake reads: `messages` of Chat Completions, `input` of the Responses API. */
export interface ChatRequest {
  model?: unknown;
  messages?: unknown;
  input?: unknown;
  stream?: unknown;
  stream_options?: unknown;
  [name: string]: unknown;
}
