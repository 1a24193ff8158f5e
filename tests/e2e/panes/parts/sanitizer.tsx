// The second wall of markdown alone: HTML goes in as it is, past the parser that would have made text of it.
import { safeHtml } from "../../../../src/web/chat/markdown-parser.ts";

declare global {
  interface Window {
    clean: typeof safeHtml;
    ran: string[];
  }
}

window.clean = safeHtml;
window.ran = [];
