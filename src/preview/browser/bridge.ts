// The script that every previewed page runs first: it tells the page around it where the app is and what goes wrong in it. Plain text, because a
// bundler's helpers do not exist in the preview.

import { anywhere, givenAttribute } from "./names.ts";

/** Reports of one page: a page in a loop has said what it has to say long before. */
const maxReports = 200;
const maxReportCharacters = 2_000;
/** An app that scrolls may change its address with every frame: told at once, and then at this pace, milliseconds. */
const routePaceMs = 250;

/** An app that draws itself a moment after an error is not blank, milliseconds. */
const blankPatienceMs = 300;

/** Said before what a previewed page shows in a dialog of the browser's, so that it cannot speak as Edgewright. */
export const dialogPreface = "The app says:\n\n";

/** `mount`: where the app begins on its host. `problemsUrl`: a module that shows why the app does not load, if its files say so. */
export function bridgeScript(mount: string, problemsUrl: string): string {
  return `(() => {
  const mount = ${JSON.stringify(mount)};
  const framed = window.parent !== window;
  const { parent } = window;
  // Modules that came with the page are told by their addresses.
  const plain = (text) => String(text ?? "").replaceAll(${JSON.stringify(anywhere)} + "/", "/");
  const post = (message) => framed && parent.postMessage({ source: "edgewright-preview", ...message }, "*");

  const listening = new AbortController();
  const options = { capture: true, signal: listening.signal };
  let reportsLeft = ${maxReports};
  const report = (message, stack) => {
    post({ type: "error", message: plain(message).slice(0, ${maxReportCharacters}), stack: plain(stack).slice(0, ${maxReportCharacters}) });
    if (--reportsLeft <= 0) listening.abort();
  };
  const describe = (error) => (error instanceof Object && "message" in error ? error.name + ": " + error.message : null);

  // A script that cannot be loaded or linked runs nothing of its own: the server knows which file is wrong, and where. What it does not know is shown
  // as the browser says it.
  let asked = false;
  const explain = (message, place) => {
    if (asked) return;
    asked = true;
    import(${JSON.stringify(problemsUrl)}).then(({ explain }) => explain?.(plain(message), place), (error) => report(error.message));
  };
  const root = location.origin + mount + "/";
  const placeOf = ({ filename, lineno, colno }) => {
    if (!filename?.startsWith(root)) return "";
    // Lines of a page are counted with what was put into it.
    return filename === location.href.split("#")[0] ? "a script in the page" : filename.slice(root.length) + ", line " + lineno + ", column " + colno;
  };

  // An error that leaves the page blank is the only thing there is to see.
  const somethingSeen = "img, svg, canvas, video, audio, iframe, input, button, select, textarea, hr";
  const isBlank = () => !document.body || (document.body.innerText.trim() === "" && !document.body.querySelector(somethingSeen));
  const explainIfBlank = (message, place) => {
    const look = () => setTimeout(() => isBlank() && explain(message, place), ${blankPatienceMs});
    if (document.readyState === "complete") look();
    else addEventListener("load", look);
  };

  addEventListener("error", (event) => {
    const element = event.target;
    if (element instanceof HTMLScriptElement) {
      const message = "Could not load the script " + (element.src || element.getAttribute("${givenAttribute}") || "in the page") + ".";
      report(message);
      explain(message, "");
    } else if (element === window) {
      const { error } = event;
      const message = describe(error) ?? event.message;
      report(message, error?.stack);
      if (error instanceof SyntaxError) explain(message, placeOf(event));
      else explainIfBlank(message, placeOf(event));
    }
  }, options);

  // A worker would outlive the version that it belongs to. Who registers one and looks at no failure, as most do, has nothing to mend.
  const noWorkers = "Service workers are not available in previews.";
  if (framed || mount !== "") {
    const refuse = () => Promise.reject(new DOMException(noWorkers, "NotSupportedError"));
    const none = Object.assign(new EventTarget(), {
      controller: null,
      ready: new Promise(() => {}),
      register: refuse,
      getRegistration: async () => undefined,
      getRegistrations: async () => [],
      startMessages() {},
    });
    Object.defineProperty(navigator, "serviceWorker", { value: none, configurable: true });
  }

  addEventListener("unhandledrejection", (event) => {
    const reason = event.reason;
    if (reason?.message === noWorkers) return;
    const message = describe(reason) ?? "Unhandled rejection: " + String(reason);
    report(message, reason?.stack);
    explainIfBlank(message, "");
  }, options);

  // Only a preview under a path has a policy that refuses anything.
  addEventListener("securitypolicyviolation", (event) => {
    const what = event.effectiveDirective === "connect-src" ? "A request to" : "Going to";
    report(what + " " + event.blockedURI + " was stopped: previews under a path reach themselves only. A preview host (PREVIEW_HOST) has no such limit.");
  }, options);

  const route = () => (location.pathname.slice(mount.length) || "/") + location.search + location.hash;
  let told = "";
  let toldAt = 0;
  let waiting = false;
  const tellRoute = () => {
    waiting = false;
    toldAt = performance.now();
    const path = route();
    if (path === told) return;
    told = path;
    post({ type: "route", path });
  };
  const routeChanged = () => {
    if (waiting) return;
    const pause = toldAt + ${routePaceMs} - performance.now();
    if (pause <= 0) return tellRoute();
    waiting = true;
    setTimeout(tellRoute, pause);
  };
  for (const name of ["pushState", "replaceState"]) {
    const original = History.prototype[name];
    History.prototype[name] = function (...args) {
      original.apply(this, args);
      routeChanged();
    };
  }
  addEventListener("popstate", routeChanged);
  addEventListener("hashchange", routeChanged);
  tellRoute();
  // What a person does first is told at once, however soon they do it.
  toldAt = -Infinity;

  if (framed || mount !== "") {
    for (const name of ["alert", "confirm", "prompt"]) {
      const original = window[name].bind(window);
      window[name] = (text = "", ...rest) => original(${JSON.stringify(dialogPreface)} + text, ...rest);
    }
  }
})();`;
}

/** For pages of ours in the place of the app's: says that somebody is there. */
export const helloScript = 'if (parent !== window) parent.postMessage({ source: "edgewright-preview", type: "hello" }, "*");';
