// Builds the answers of a preview: one place for status, headers and bodies, so that no answer goes out without the sandbox.
import { answerOfPart, wantedPart } from "../base/ranges.ts";
import { contentTypeOf, htmlType, scriptType, textType } from "./content-types.ts";
import { matchesTag, type Placement, previewHeaders, vendorCaching, versionCaching } from "./headers.ts";
import { messagePage } from "./markup.ts";

export interface Reply {
  /** A person will read the answer: the request accepts HTML. */
  navigation: boolean;
  /** A sentence: a page for people, plain text for programs. */
  message(status: number, title: string, sentence: string, headers?: Record<string, string>): Response;
  page(status: number, html: string): Response;
  nothing(): Response;
  /** A module made for this request, never cached. */
  script(code: string): Response;
  /** A file of a version; `make` is not called when the browser has it. */
  file(version: number, sha256: string, variant: string, type: string, make: () => Promise<string>): Promise<Response>;
  /** A picture made for this request. */
  picture(status: number, svg: string): Response;
  /** A binary file of a version, as far as the request asks for it; `open` is not called when no bytes are sent. */
  bytes(
    version: number,
    sha256: string,
    type: string,
    size: number,
    open: (part: { offset: number; length: number } | null) => Promise<ReadableStream | null>,
  ): Promise<Response>;
  /** A file of a library, which stays as it is. */
  vendored(asset: Response, name: string): Response;
  redirect(location: string): Response;
}

export function createReply(request: Request, placement: Placement): Reply {
  const navigation = /\btext\/html\b/.test(request.headers.get("Accept") ?? "");

  function send(
    status: number,
    body: string | ReadableStream | null,
    more: Record<string, string>,
    adjust?: (headers: Headers) => void,
  ) {
    const headers = previewHeaders(request, placement);
    for (const [name, value] of Object.entries(more)) headers.set(name, value);
    adjust?.(headers);
    return new Response(request.method === "HEAD" ? null : body, { status, headers });
  }

  async function file(
    version: number,
    sha256: string,
    variant: string,
    type: string,
    make: () => Promise<string>,
  ): Promise<Response> {
    const headers = new Headers();
    const tag = versionCaching(headers, placement.ref, version, sha256, variant);
    const kept = Object.fromEntries(headers);
    if (matchesTag(request, tag)) return send(304, null, kept);
    return send(200, await make(), { ...kept, "Content-Type": type });
  }

  const message: Reply["message"] = (status, title, sentence, headers = {}) =>
    navigation
      ? send(status, messagePage(title, sentence), { ...headers, "Content-Type": htmlType })
      : send(status, `${title}. ${sentence}\n`, { ...headers, "Content-Type": textType });

  const bytes: Reply["bytes"] = async (version, sha256, type, size, open) => {
    const headers = new Headers();
    const tag = versionCaching(headers, placement.ref, version, sha256, "");
    const kept = Object.fromEntries(headers);
    if (matchesTag(request, tag)) return send(304, null, kept);
    const part = request.method === "GET" ? wantedPart(request.headers, size, tag) : ({ type: "whole" } as const);
    const { status, headers: about } = answerOfPart(part, size);
    if (part.type === "beyond") return send(status, null, about);
    const body = request.method === "HEAD" ? null : await open(part.type === "part" ? part : null);
    if (body === null && request.method !== "HEAD") return message(404, "Not found", "The content of this file is missing.");
    return send(status, body, { ...kept, ...about, "Content-Type": type });
  };

  return {
    navigation,
    message,
    bytes,
    picture: (status, svg) => send(status, svg, { "Content-Type": "image/svg+xml; charset=utf-8" }),
    nothing: () => send(204, null, {}),
    page: (status, html) => send(status, html, { "Content-Type": htmlType }),
    script: (code) => send(200, code, { "Content-Type": scriptType }),
    file,
    vendored: (asset, name) =>
      asset.ok
        ? send(200, asset.body, { "Content-Type": contentTypeOf(name) }, vendorCaching)
        : send(404, "This library is not built. Run npm run build.\n", { "Content-Type": textType }),
    redirect: (location) => send(308, null, { Location: location }),
  };
}
