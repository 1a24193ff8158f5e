// Servers that break promises about requests and responses in general, apps, keys and accounts.
import { answers, anyRequest, type Breached, instead, json, list, object, requests, withoutHeader } from "./forms.ts";

export const basics: Readonly<Record<string, Breached>> = {
  "basics.resources": {
    breach: json(/^GET \/api\/apps\/\w+$/, (body) => {
      object(body.app).created_at = "yesterday";
    }),
    says: /created_at/,
  },
  "basics.unknown-fields": {
    breach: requests(/^POST \/api\/apps$/, (request) => {
      request.body = request.body.replace(',"colour":"red"', "");
    }),
    says: /should be refused with 422/,
  },
  "basics.errors": {
    breach: answers(/^GET \/api\/apps\/\w{26}$/, (answer) => {
      if (answer.status === 404) answer.status = 400;
    }),
    says: /not_found goes with 404/,
  },
  "basics.not-yours": {
    breach: answers(/^GET \/api\/apps\/(?!a2b3)\w+$/, (answer) => {
      answer.body = answer.body.replace(/"message":"[^"]*"/, '"message":"This app is somebody else\'s."');
    }),
    says: /What a stranger is told of an app/,
  },
  "basics.bearer": {
    breach: requests(/^GET \/api\/apps$/, ({ headers }) => {
      if (headers.authorization === "Bearer ew_not_a_key") delete headers.authorization;
    }),
    says: /401 unauthorized, but was answered 200/,
  },
  "basics.content-type": {
    breach: requests(/^POST \/api\/apps$/, (request) => {
      request.headers["content-type"] = "application/json";
      request.body = "{}";
    }),
    says: /415 unsupported_media_type, but was answered 422/,
  },
  "basics.origin": {
    breach: requests(/\/events/, ({ headers }) => void delete headers.origin),
    says: /403 forbidden_origin, but was answered 101/,
  },
  "basics.host": {
    breach: requests(/^GET \/api\/health$/, ({ headers }) => {
      headers.host = "localhost";
    }),
    says: /The status for a foreign Host is 200/,
  },
  "basics.data": {
    breach: answers(/^GET \/api\/health$/, ({ headers }) => {
      headers["content-security-policy"] = "default-src 'self'";
    }),
    says: /its Content-Security-Policy allows something/,
  },
  "basics.head": {
    breach: answers(/^HEAD /, (answer) => {
      answer.status = 405;
    }),
    says: /HEAD \/api\/apps is \[405/,
  },
  "basics.methods": {
    breach: withoutHeader(anyRequest, "allow"),
    says: /POST \/api\/health is \[405,"method_not_allowed",\[""\]\]/,
  },
  "basics.request-id": {
    breach: requests(/^GET \/api\/health$/, ({ headers }) => void delete headers["x-request-id"]),
    says: /The id of a request that brought one/,
  },
  "basics.text": {
    breach: requests(/^POST \/api\/apps$/, (request) => {
      request.body = request.body.replace(/"prompt":"half[^"]*"/, '"prompt":"","model":7');
      if (!request.body.includes("model")) request.body = '{"prompt":"a pomodoro timer"}';
    }),
    says: /should be refused with 422/,
  },
  "apps.create": {
    breach: json(/^GET \/api\/apps\/\w+$/, (body) => {
      object(body.app).status = "failed";
    }),
    says: /The app at rest is "failed"/,
  },
  "apps.pages": { breach: withoutHeader(/^GET \/api\/apps\?/, "link"), says: /Whether there is a next page/ },
  "apps.patch": {
    breach: json(/^PATCH \/api\/apps\/\w+$/, (body) => {
      object(body.app).updated_at = new Date().toISOString();
    }),
    says: /after a change that is none/,
  },
  "apps.models": {
    breach: json("GET /api/models", (body) => {
      for (const model of list(body.models)) model.default = false;
    }),
    says: /Models that are the default is 0/,
  },
  "apps.document": {
    breach: json("GET /api/openapi.json", (body) => void delete object(body.paths)["/api/apps/{id}/events"]),
    says: /\/api\/apps\/{id}\/events is not in it/,
  },
  "keys.create": {
    breach: json("GET /api/auth/api-key/list", (body) => {
      body.apiKeys = [];
    }),
    says: /The new key is not on the list/,
  },
  "keys.revoke": {
    breach: instead("POST /api/auth/api-key/delete", 200, { success: true }),
    says: /401 unauthorized, but was answered 200/,
  },
  "keys.session-alone": {
    breach: instead("GET /api/auth/api-key/list", 200, { apiKeys: [] }),
    says: /401 unauthorized, but was answered 200/,
  },
  "session.origin": {
    breach: requests(/^POST \/api\/auth\/api-key\/create$/, ({ headers }) => {
      headers.origin = `http://${headers.host}`;
    }),
    says: /403 forbidden_origin, but was answered 200/,
  },
  "session.routes": { breach: instead("POST /api/auth/ok", 200, { ok: true }), says: /404 not_found, but was answered 200/ },
  "account.delete": { breach: instead("DELETE /api/account", 204), says: /401 unauthorized, but was answered 200/ },
};
