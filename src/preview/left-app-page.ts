// Shown in a preview frame when the app goes to an address outside its own folder: our pages refuse frames, and a blank one says nothing.
import { htmlType } from "./content-types.ts";
import { messagePage } from "./markup.ts";

/** Whether the request is for the content of a frame. */
export function isForFrame(request: Request): boolean {
  const destination = request.headers.get("Sec-Fetch-Dest");
  return destination === "iframe" || destination === "frame";
}

export function leftTheApp(): Response {
  const sentence =
    "Its preview lives in a folder of this server, and something in the app led out of it. Reload the preview to come back. With a preview host " +
    "(PREVIEW_HOST), where each app has a host of its own, such addresses work.";
  return new Response(messagePage("This address is not the app's", sentence), {
    status: 404,
    headers: {
      "Content-Type": htmlType,
      "Content-Security-Policy":
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-scripts",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "no-store",
    },
  });
}
