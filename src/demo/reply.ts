// One turn of the demo model: prose, then tool calls.

export interface Call {
  name: string;
  arguments: Record<string, unknown>;
}

export interface Reply {
  text: string;
  calls: Call[];
}

export const say = (text: string): Reply => ({ text, calls: [] });
