// An app that tries to reach what is not its own. Each attempt answers what it got; null, or an exception, when that was nothing. What can only be
// seen from outside (a write that is sent blindly, a page that is led away) answers null in any case.

/** What the attempts are aimed at. */
export interface Target {
  /** Origin of the chat, in which somebody is signed in. */
  chat: string;
  appId: string;
  /** Address of another app's preview. */
  other: string;
}

const attempts = `
const wait = (event, target, ms = window.waitMs) => new Promise((done) => { target.addEventListener(event, done, { once: true }); setTimeout(() => done(null), ms); });
const json = { "Content-Type": "application/json" };
window.attempts = {
  "read the chat's storage": () => [localStorage, sessionStorage].some((place) => JSON.stringify({ ...place }).includes("victim")) || null,
  "read the chat's databases": async () => (await indexedDB.databases()).some(({ name }) => name === "victim") || null,
  "read the chat's caches": async () => (await caches.keys()).includes("victim") || null,
  "read the API": async ({ chat }) => (await (await fetch(chat + "/api/apps", { credentials: "include" })).json()).apps.length || null,
  "read the API of its own address": async () => (await (await fetch("/api/apps", { credentials: "include" })).json()).apps.length || null,
  "read the API by XMLHttpRequest": ({ chat }) => new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("GET", chat + "/api/apps");
    request.withCredentials = true;
    request.onloadend = () => done(request.responseText.includes("apps") || null);
    request.send();
  }),
  "read the API as a script or a picture": ({ chat }) => new Promise((done) => {
    const script = document.createElement("script");
    script.onload = () => done("ran");
    script.onerror = () => done(null);
    script.src = chat + "/api/apps";
    document.head.append(script);
  }),
  "read an app's picture": async ({ chat, appId }) => (await (await fetch(chat + "/api/apps/" + appId + "/versions/2/files/secret.png", { credentials: "include" })).arrayBuffer()).byteLength > 2000 || null,
  "put a picture into an app": async ({ chat, appId }) => (await fetch(chat + "/api/apps/" + appId + "/files/mine.svg", { method: "PUT", credentials: "include", headers: { "If-Match": "2" }, body: "<svg/>" })).ok || null,
  "put files into an app by a form": async ({ chat, appId }) => {
    const form = new FormData();
    form.append("mine.html", "<p>mine</p>");
    return (await fetch(chat + "/api/apps/" + appId + "/files", { method: "PUT", credentials: "include", headers: { "If-Match": "3" }, body: form })).ok || null;
  },
  "rename an app": async ({ chat, appId }) => (await fetch(chat + "/api/apps/" + appId, { method: "PATCH", credentials: "include", headers: json, body: '{"name":"Taken"}' })).ok || null,
  "start a run": async ({ chat }) => (await fetch(chat + "/api/apps", { method: "POST", credentials: "include", headers: json, body: '{"prompt":"mine now"}' })).ok || null,
  "start a run without being asked": async ({ chat }) => (await fetch(chat + "/api/apps", { method: "POST", mode: "no-cors", credentials: "include", headers: { "Content-Type": "text/plain" }, body: '{"prompt":"mine now"}' })) && null,
  "start a run by beacon": ({ chat }) => { navigator.sendBeacon(chat + "/api/apps", '{"prompt":"mine now"}'); return null; },
  "start a run by a form": async ({ chat }) => {
    const frame = Object.assign(document.createElement("iframe"), { name: "sink" });
    const form = Object.assign(document.createElement("form"), { method: "post", enctype: "text/plain", action: chat + "/api/apps", target: "sink" });
    form.append(Object.assign(document.createElement("input"), { name: '{"prompt":"mine now","x":"', value: '"}' }));
    document.body.append(frame, form);
    form.submit();
    await wait("load", frame);
    return null;
  },
  "delete the account": async ({ chat }) => (await fetch(chat + "/api/account", { method: "DELETE", credentials: "include" })).ok || null,
  "make a key": async ({ chat }) => (await (await fetch(chat + "/api/auth/api-key/create", { method: "POST", credentials: "include", headers: json, body: '{"name":"mine"}' })).json()).key || null,
  "follow an app by socket": async ({ chat, appId }) => {
    const socket = new WebSocket(chat.replace("http", "ws") + "/api/apps/" + appId + "/events");
    return (await wait("open", socket)) && "open";
  },
  "follow an app by events": async ({ chat, appId }) => {
    const source = new EventSource(chat + "/api/apps/" + appId + "/events", { withCredentials: true });
    const opened = await wait("open", source);
    source.close();
    return opened && "open";
  },
  "stay as a service worker": async () => (await navigator.serviceWorker.register("/icon.svg").catch((error) => { if (/MIME/.test(error.message)) return "asked for"; throw error; })) || null,
};`;

/** What our own page has no need to try. */
const foreignAttempts = `
Object.assign(window.attempts, {
  "read the page around it": () => [parent, top, opener].some((other) => other && other !== window && other.document) || null,
  "read the address around it": () => parent !== window && parent.location.href || null,
  "widen its origin": () => { document.domain = document.domain.split(".").pop(); return (parent !== window && parent.document) || null; },
  "give the chat its own session": ({ chat }) => {
    const { hostname } = new URL(chat);
    for (const name of ["edgewright.session_token", "__Secure-edgewright.session_token"])
      for (const domain of [hostname, "." + hostname, location.hostname])
        document.cookie = name + "=evil.evil; path=/; domain=" + domain;
    return null;
  },
  "read a cookie": () => document.cookie.includes("session") && !document.cookie.includes("evil") || null,
  "frame the chat": async ({ chat }) => {
    const frame = Object.assign(document.createElement("iframe"), { src: chat + "/", name: "framed-chat" });
    document.body.append(frame);
    await wait("load", frame);
    return frame.contentDocument?.body?.textContent || null;
  },
  "read another app's preview": async ({ other }) => (await (await fetch(other, { credentials: "include" })).text()).includes("Other") || null,
  "frame another app's preview": async ({ other }) => {
    const frame = Object.assign(document.createElement("iframe"), { src: other, name: "framed-other" });
    document.body.append(frame);
    await wait("load", frame);
    return frame.contentDocument?.body?.textContent || null;
  },
  "read another app's picture by its preview": async ({ other }) => (await (await fetch(other + "secret.png", { credentials: "include" })).arrayBuffer()).byteLength > 2000 || null,
  "read another app's picture below its own address": async () => (await (await fetch("secret.png")).arrayBuffer()).byteLength > 2000 || null,
  "hold the chat that it opens": async ({ chat }) => {
    const opened = window.open(chat + "/");
    if (!opened) return null;
    await new Promise((done) => setTimeout(done, 700));
    try { return opened.document.body.textContent || null; } finally { opened.close(); }
  },
  "lead the chat elsewhere": ({ chat }) => { if (top !== window) top.location.href = chat + "/?led-astray"; return null; },
});`;

/** What our own page succeeds in: it shows that these attempts are real. */
export const ownAttempts = attempts;
export const possibleForUs = [
  "read the chat's storage",
  "read the chat's databases",
  "read the chat's caches",
  "read the API",
  "read the API of its own address",
  "read the API by XMLHttpRequest",
  "read an app's picture",
  "put a picture into an app",
  "rename an app",
  "start a run",
  "make a key",
  "follow an app by socket",
  "follow an app by events",
  "stay as a service worker",
];

export const hostileFiles = {
  "index.html":
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Hostile</title></head><body><h1>Hostile</h1><script src="attempts.js"></script></body></html>\n',
  "attempts.js": `${attempts}\n${foreignAttempts}\n`,
};

/**
 * How long attempts are given, milliseconds. One that neither gets anything nor is refused by then got nothing: that is what most of a hostile page's
 * come to, so it is the time that they take. Our own page's all succeed, at once on a machine that is free, and late on one that is not.
 */
export const patience = { foreign: { waitMs: 1_500, attemptMs: 4_000 }, own: { waitMs: 15_000, attemptMs: 20_000 } };

interface Attack {
  target: Target;
  names: string[] | null;
  waitMs: number;
  attemptMs: number;
}

/** For `evaluate`: carries out the attempts that the page has, all at once, or those that are named. */
export async function attack({ target, names, waitMs, attemptMs }: Attack): Promise<Record<string, unknown>> {
  Reflect.set(window, "waitMs", waitMs);
  const all = Reflect.get(window, "attempts") as Record<string, (target: Target) => unknown>;
  const chosen = Object.entries(all).filter(([name]) => names === null || names.includes(name));
  const loot = chosen.map(async ([name, attempt]) => {
    const tired = new Promise((done) => setTimeout(() => done(null), attemptMs));
    return [name, await Promise.race([(async () => attempt(target))().catch(() => null), tired])];
  });
  return Object.fromEntries(await Promise.all(loot));
}
