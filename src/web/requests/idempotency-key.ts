// Makes the key under which a write may be repeated: the server treats all its tries as one.
import { hex } from "../../base/content.ts";

const keyBytes = 16;

/** Not `randomUUID`: browsers offer it only over HTTPS or on this machine. */
export const newIdempotencyKey = () => hex(crypto.getRandomValues(new Uint8Array(keyBytes)));
