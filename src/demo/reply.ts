// What the demo model says in one turn: prose, then calls of tools.

export interface Call {
  name: string;
  arguments: Record<string, unknown>;
}

export interface Reply {
  text: string;
  calls: Call[];
}

export const say = (text: string): Reply => ({ text, calls: [] });
