// Frames of a WebSocket (RFC 6455, section 5), without extensions: as much as a check needs to see a close frame when it comes, and a test to break
// what goes through it.

export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

export interface Frame {
  opcode: number;
  isLast: boolean;
  payload: Buffer;
}

const shortMaxBytes = 125;
const mediumMaxBytes = 65_535;
const mediumMark = 126;
const longMark = 127;
const maskBytes = 4;

/** Answers the frames that are whole by now, of bytes that come in any pieces. Masks are taken off. */
export function createFrameReader(): (bytes: Buffer) => Frame[] {
  let rest: Buffer = Buffer.alloc(0);
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    const frames: Frame[] = [];
    for (let next = first(rest); next !== null; next = first(rest)) {
      frames.push(next.frame);
      rest = rest.subarray(next.bytes);
    }
    return frames;
  };
}

function first(bytes: Buffer): { frame: Frame; bytes: number } | null {
  if (bytes.length < 2) return null;
  const [head, second] = [bytes.readUInt8(0), bytes.readUInt8(1)];
  const mark = second & 0x7f;
  const sizeBytes = mark === longMark ? 8 : mark === mediumMark ? 2 : 0;
  if (bytes.length < 2 + sizeBytes) return null;
  const size = sizeBytes === 8 ? Number(bytes.readBigUInt64BE(2)) : sizeBytes === 2 ? bytes.readUInt16BE(2) : mark;
  const isMasked = (second & 0x80) !== 0;
  const start = 2 + sizeBytes + (isMasked ? maskBytes : 0);
  if (bytes.length < start + size) return null;
  const payload = Buffer.from(bytes.subarray(start, start + size));
  if (isMasked) applyMask(payload, bytes.subarray(start - maskBytes, start));
  return { frame: { opcode: head & 0x0f, isLast: (head & 0x80) !== 0, payload }, bytes: start + size };
}

function applyMask(payload: Buffer, mask: Buffer): void {
  for (let at = 0; at < payload.length; at += 1) payload[at] = (payload[at] ?? 0) ^ (mask[at % maskBytes] ?? 0);
}

/** Clients have to mask what they send. */
export function writeFrame({ opcode, isLast, payload }: Frame, mask?: Buffer): Buffer {
  const size = payload.length;
  const sizeBytes = size <= shortMaxBytes ? 0 : size <= mediumMaxBytes ? 2 : 8;
  const head = Buffer.alloc(2 + sizeBytes);
  head.writeUInt8((isLast ? 0x80 : 0) | opcode, 0);
  head.writeUInt8((mask ? 0x80 : 0) | (sizeBytes === 0 ? size : sizeBytes === 2 ? mediumMark : longMark), 1);
  if (sizeBytes === 2) head.writeUInt16BE(size, 2);
  if (sizeBytes === 8) head.writeBigUInt64BE(BigInt(size), 2);
  if (!mask) return Buffer.concat([head, payload]);
  const masked = Buffer.from(payload);
  applyMask(masked, mask);
  return Buffer.concat([head, mask, masked]);
}
