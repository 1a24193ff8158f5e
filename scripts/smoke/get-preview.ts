// Gets a page of a preview. Node does not resolve names like x.localhost on every machine, browsers and curl do: go to loopback by hand.
import { get, type IncomingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";

export interface PreviewAnswer {
  status: number;
  headers: IncomingHttpHeaders | Record<string, string>;
  text: string;
}

export async function getPreview(address: string): Promise<PreviewAnswer> {
  const url = new URL(address);
  if (!url.hostname.endsWith(".localhost")) {
    const response = await fetch(url);
    return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() };
  }
  return new Promise((resolve, reject) => {
    const target = { host: "127.0.0.1", port: url.port || 80, path: `${url.pathname}${url.search}`, headers: { Host: url.host } };
    get(target, (response) => {
      text(response).then((body) => resolve({ status: response.statusCode ?? 0, headers: response.headers, text: body }), reject);
    }).on("error", reject);
  });
}
