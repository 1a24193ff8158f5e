// How often the simulated world does what it should not. Calm is the same world after the storm: everything has to come to its end in it.

export interface Faults {
  /** Of a command: the object dies before it is stored, or after it is stored and before anything follows. */
  dieBefore: number;
  dieAfter: number;
  /** Of a piece of outside work: fails before it took effect, or takes effect and the answer is lost. */
  workFails: number;
  answerLost: number;
  /** Takes effect long after everybody has forgotten it, or is never answered. */
  workLate: number;
  workUnanswered: number;
  /** Of a message of the queue. */
  messageLost: number;
  messageDoubled: number;
  messageDead: number;
  messageDelayMaxMs: number;
  /** Of each step of a runner: it dies and the stream breaks, or it falls silent. */
  runnerDies: number;
  runnerFallsSilent: number;
  /** Of a runner that is cancelled or whose hub died: it goes on for a moment before it hears of it. */
  runnerIsDeaf: number;
}

export const storm: Faults = {
  dieBefore: 0.004,
  dieAfter: 0.008,
  workFails: 0.08,
  answerLost: 0.05,
  workLate: 0.02,
  workUnanswered: 0.01,
  messageLost: 0.15,
  messageDoubled: 0.15,
  messageDead: 0.02,
  messageDelayMaxMs: 8_000,
  runnerDies: 0.03,
  runnerFallsSilent: 0.006,
  runnerIsDeaf: 0.5,
};

export const outage: Faults = { ...storm, workFails: 0.97 };

export const calm: Faults = {
  dieBefore: 0,
  dieAfter: 0,
  workFails: 0,
  answerLost: 0,
  workLate: 0,
  workUnanswered: 0,
  messageLost: 0,
  messageDoubled: 0,
  messageDead: 0,
  messageDelayMaxMs: 100,
  runnerDies: 0,
  runnerFallsSilent: 0,
  runnerIsDeaf: 0,
};
