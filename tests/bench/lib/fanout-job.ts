// What every server of the fan-out bench has to send: one file delta a frame, of one update or of several.

export interface FanoutJob {
  sockets: number;
  frames: number;
  /** Updates that a frame carries, merged into one delta as the streaming buffer does it. */
  updatesPerFrame: number;
}

/** Text of one update: a token. */
const tokenText = 'a"b\n';

/** The same event for every side, so that all of them send the same frames. */
export function eventOf({ updatesPerFrame }: FanoutJob, frame: number) {
  const text = tokenText.repeat(updatesPerFrame);
  return {
    at: "2026-01-01T00:00:00.000Z",
    version_id: "5f0c5d0a-7f0e-4a53-9a60-0123456789ab",
    type: "file.delta" as const,
    round: 1,
    call_id: "1:1",
    offset: frame * text.length,
    text,
  };
}

export const charactersOf = (job: FanoutJob) => job.frames * job.updatesPerFrame * tokenText.length;

/** All sides let their sockets write after about as many sends, instead of filling memory with everything first. */
const sendsBetweenPauses = 1_000;

export const pauseAfterFrame = ({ sockets }: FanoutJob, frame: number) =>
  (frame + 1) % Math.max(1, Math.floor(sendsBetweenPauses / sockets)) === 0;
