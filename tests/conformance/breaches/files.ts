// Servers that break promises about files, versions, previews and deletion.
import { answers, type Breached, instead, isPreview, json, list, object, requests } from "./forms.ts";

export const files: Readonly<Record<string, Breached>> = {
  "files.put": {
    breach: requests(/^PUT /, (request) => {
      request.body += "\n";
    }),
    says: /The file that was written/,
  },
  "files.put-refusals": {
    breach: answers(/^PUT /, (answer) => {
      answer.body = answer.body.replace("version_moved_on", "run_in_progress");
      if (answer.status === 412) answer.status = 409;
    }),
    says: /PUT on an older version is \[409/,
  },
  "files.list": {
    breach: json(/contents=true$/, (body) => {
      for (const file of list(body.files)) file.size = 1;
    }),
    says: /Size and hash of/,
  },
  "files.text": {
    breach: answers(/\/files\/index\.html$/, ({ headers }) => {
      headers["content-type"] = "text/html";
    }),
    says: /It is text\/html/,
  },
  "files.binary": {
    breach: answers(/conformance\.png$/, ({ headers }) => {
      if (headers["content-type"] === "application/octet-stream") headers["content-type"] = "image/png";
    }),
    says: /The type of a picture is "?image\/png/,
  },
  "files.etag": {
    breach: requests(/\/diff$/, ({ headers }) => void delete headers["if-none-match"]),
    says: /diff with its ETag is \[200/,
  },
  "files.caching": {
    breach: answers(/\/versions\/latest\//, ({ headers }) => {
      headers["cache-control"] = "private, max-age=31536000, immutable";
    }),
    says: /latest is kept for ever/,
  },
  "versions.refs": {
    breach: json(/\/versions\/latest$/, (body) => {
      object(body.version).summary = "Another one.";
    }),
    says: /latest and the version of its number/,
  },
  "versions.pages": {
    breach: json(/\/versions$/, (body) => void list(body.versions).reverse()),
    says: /The order of versions/,
  },
  "versions.diff": {
    breach: json(/\/diff$/, (body) => {
      for (const file of list(body.files)) file.patch = "";
    }),
    says: /The patch does not add the line/,
  },
  "versions.restore": {
    breach: json(
      /\/restore$/,
      (body) => {
        object(object(body.version).metadata).restored_from = 2;
      },
      201,
    ),
    says: /The version of a restore/,
  },
  "previews.open": {
    breach: {
      answer(request, answer) {
        if (isPreview(request) && request.path === "/") answer.headers["content-type"] = "text/plain";
      },
    },
    says: /The preview http/,
  },
  "previews.apart": {
    breach: {
      answer(request, answer) {
        if (isPreview(request)) answer.headers["set-cookie"] = ["session=1"];
      },
    },
    says: /Cookies that a preview sets/,
  },
  "previews.link": {
    breach: {
      answer(request, answer) {
        if (isPreview(request)) answer.status = 200;
      },
    },
    says: /The old address is 200/,
  },
  "previews.key": {
    breach: {
      answer(request, answer) {
        if (isPreview(request)) answer.status = 200;
      },
    },
    says: /An address with another key is 200/,
  },
  "deletion.app": { breach: instead(/^DELETE \/api\/apps\//, 204), says: /404 not_found, but was answered 200/ },
  "deletion.viewers": { breach: { closeCode: () => 1000 }, says: /The code with which viewers are closed is 1000/ },
};
