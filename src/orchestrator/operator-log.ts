// What the orchestrator tells whoever runs the server. Codes, counts and times only: never a key, nothing that a person or a model wrote.

export type LogFields = Record<string, string | number | null>;
export type OperatorLog = (event: string, fields: LogFields) => void;
