// What the orchestrator logs for the operator. Codes, counts and times only: never a key, never text by a person or a model.

export type LogFields = Record<string, string | number | null>;
export type OperatorLog = (event: string, fields: LogFields) => void;
