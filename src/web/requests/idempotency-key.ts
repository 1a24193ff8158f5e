// The key under which a write may be repeated: the server answers all of its tries as one.
import { hex } from "../../base/content.ts";

const keyBytes = 16;

/** Not `randomUUID`: a browser has that only where the page came by HTTPS or from this machine. */
export const newIdempotencyKey = () => hex(crypto.getRandomValues(new Uint8Array(keyBytes)));
