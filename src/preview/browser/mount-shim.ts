// For previews in a folder of our own host: makes the app believe that it lives at the root. What its scripts write as addresses is led into the
// folder, what they read is without it. Runs before them. What it cannot do is said in docs/decisions/2026-11-28-previews-under-a-path.md.

/** The object that scripts use in the place of what cannot be replaced in a page. */
export const mountedGlobal = "__edgewright";

/** Common to pages and workers: `lead` and the `location` that the app sees. */
const core = `
  const real = self.location;
  const host = here.protocol + "//" + here.host;
  const inMount = (path) => path === mount || path.startsWith(mount + "/");
  const lead = (url) => {
    const text = String(url);
    const path = text.startsWith(host + "/") ? text.slice(host.length) : text;
    if (!path.startsWith("/") || path.startsWith("//") || inMount(path)) return url;
    return host + mount + path;
  };
  const shown = (path) => (path === mount ? "/" : inMount(path) ? path.slice(mount.length) : path);
`;

export function mountScript(mount: string): string {
  return `(() => {
  const mount = ${JSON.stringify(mount)};
  const here = window.location;
${core}
  const location = {
    get pathname() { return shown(real.pathname); },
    set pathname(path) { real.pathname = mount + (String(path).startsWith("/") ? "" : "/") + path; },
    get href() { return host + shown(real.pathname) + real.search + real.hash; },
    set href(url) { real.href = lead(url); },
    assign: (url) => real.assign(lead(url)),
    replace: (url) => real.replace(lead(url)),
    reload: () => real.reload(),
    toString() { return this.href; },
    toJSON() { return this.href; },
  };
  for (const name of ["hash", "search"]) {
    Object.defineProperty(location, name, { enumerable: true, get: () => real[name], set: (value) => { real[name] = value; } });
  }
  for (const name of ["origin", "protocol", "host", "hostname", "port", "ancestorOrigins"]) {
    Object.defineProperty(location, name, { enumerable: true, get: () => real[name] });
  }
  Object.defineProperty(window, ${JSON.stringify(mountedGlobal)}, {
    value: { lead, get location() { return location; }, set location(url) { location.href = url; } },
  });
  for (const name of ["URL", "documentURI"]) Object.defineProperty(Document.prototype, name, { configurable: true, get: () => location.href });

  // What takes an address as its first argument.
  for (const name of ["fetch", "open"]) {
    const original = window[name];
    window[name] = (url, ...rest) => original.call(window, url instanceof Request || url == null ? url : lead(url), ...rest);
  }
  const leadArgument = (prototype, name, position) => {
    const original = prototype[name];
    prototype[name] = function (...values) {
      if (values[position] != null) values[position] = lead(values[position]);
      return original.apply(this, values);
    };
  };
  leadArgument(XMLHttpRequest.prototype, "open", 1);
  leadArgument(History.prototype, "pushState", 2);
  leadArgument(History.prototype, "replaceState", 2);
  leadArgument(Navigator.prototype, "sendBeacon", 0);
  const leadConstructor = (name, make = (target, [url, ...rest], newTarget) => Reflect.construct(target, [lead(url), ...rest], newTarget)) => {
    if (window[name]) window[name] = new Proxy(window[name], { construct: make });
  };
  leadConstructor("Request", (target, [input, ...rest], newTarget) =>
    Reflect.construct(target, [input instanceof Request ? input : lead(input), ...rest], newTarget));
  leadConstructor("EventSource");
  leadConstructor("WebSocket");
  leadConstructor("Audio", (target, values, newTarget) => Reflect.construct(target, values.length === 0 ? [] : [lead(values[0])], newTarget));

  // A worker may not be made from an address here, because the page has no origin; one made of text may load it.
  const inWorker = (address) => "(() => { const mount = " + JSON.stringify(mount) + "; const here = new URL(" + JSON.stringify(host + mount) + ");" + ${JSON.stringify(core)} +
    "const fetchNow = self.fetch; self.fetch = (url, ...rest) => fetchNow.call(self, url instanceof Request ? url : lead(url), ...rest);" +
    "self.${mountedGlobal} = { lead, location: new URL(" + JSON.stringify(host + shown(new URL(address).pathname)) + ") }; })();";
  const script = (text) => "data:text/javascript;charset=utf-8," + encodeURIComponent(text);
  for (const name of ["Worker", "SharedWorker"]) {
    leadConstructor(name, (target, [url, options], newTarget) => {
      const address = new URL(lead(url), document.baseURI).href;
      if (!address.startsWith(host + "/")) return Reflect.construct(target, [url, options], newTarget);
      const text = options?.type === "module"
        ? "import " + JSON.stringify(script(inWorker(address))) + "; import " + JSON.stringify(address) + ";"
        : inWorker(address) + "importScripts(" + JSON.stringify(address) + ");";
      return Reflect.construct(target, [script(text), options], newTarget);
    });
  }

  // Elements load what they name. Links stay as they are written, so that routers find them: they are led when they are followed.
  const isLink = (element) => element.localName === "a" || element.localName === "area";
  const single = new Set(["src", "href", "action", "formaction", "poster", "data", "xlink:href"]);
  const lists = new Set(["srcset", "imagesrcset"]);
  const leadList = (list) => String(list).split(/,(?=\\s)/).map((entry) => {
    const start = entry.length - entry.trimStart().length;
    const rest = entry.slice(start);
    const space = rest.search(/\\s/);
    const url = space < 0 ? rest : rest.slice(0, space);
    return entry.slice(0, start) + lead(url) + rest.slice(url.length);
  }).join(",");
  const leadAttribute = (element, name, value) => {
    const key = String(name).toLowerCase();
    if (lists.has(key)) return leadList(value);
    return single.has(key) && !isLink(element) ? lead(value) : value;
  };
  const { setAttribute, setAttributeNS } = Element.prototype;
  Element.prototype.setAttribute = function (name, value) {
    return setAttribute.call(this, name, leadAttribute(this, name, value));
  };
  Element.prototype.setAttributeNS = function (space, name, value) {
    return setAttributeNS.call(this, space, name, leadAttribute(this, name, value));
  };
  const leadProperty = (type, name, led) => {
    const { get, set, ...rest } = Object.getOwnPropertyDescriptor(type.prototype, name) ?? {};
    if (set) Object.defineProperty(type.prototype, name, { ...rest, get, set(value) { set.call(this, led(value)); } });
  };
  const addresses = [
    [HTMLImageElement, "src"], [HTMLScriptElement, "src"], [HTMLMediaElement, "src"], [HTMLSourceElement, "src"], [HTMLIFrameElement, "src"],
    [HTMLEmbedElement, "src"], [HTMLTrackElement, "src"], [HTMLInputElement, "src"], [HTMLLinkElement, "href"], [HTMLVideoElement, "poster"],
    [HTMLObjectElement, "data"], [HTMLFormElement, "action"], [HTMLButtonElement, "formAction"], [HTMLInputElement, "formAction"],
  ];
  for (const [type, name] of addresses) leadProperty(type, name, (value) => lead(String(value)));
  leadProperty(HTMLImageElement, "srcset", leadList);
  leadProperty(HTMLSourceElement, "srcset", leadList);

  // Markup: read where it loads nothing, led, and put in.
  const named = /\\b(?:src|srcset|poster|data|action|href)\\s*=\\s*["']?\\s*\\//i;
  const leadMarkup = (html) => {
    const text = String(html);
    if (!named.test(text)) return html;
    const template = document.createElement("template");
    plainMarkup.call(template, text);
    leadWithin(template.content);
    return template.innerHTML;
  };
  const leadWithin = (root) => {
    for (const element of root.querySelectorAll("*")) {
      for (const name of [...single, ...lists]) {
        const value = element.getAttribute(name);
        if (value === null) continue;
        const led = String(leadAttribute(element, name, value));
        if (led !== value) setAttribute.call(element, name, led);
      }
      if (element.localName === "template") leadWithin(element.content);
    }
  };
  const plainMarkup = Object.getOwnPropertyDescriptor(Element.prototype, "innerHTML").set;
  leadProperty(Element, "innerHTML", leadMarkup);
  leadProperty(Element, "outerHTML", leadMarkup);
  const { insertAdjacentHTML } = Element.prototype;
  Element.prototype.insertAdjacentHTML = function (where, html) {
    return insertAdjacentHTML.call(this, where, leadMarkup(html));
  };

  // Pictures that a style names: after the script that named them, before they are painted.
  const leadStyle = (text) => text.replace(/url\\((["']?)\\/(?!\\/)/g, (found, quote, at) =>
    inMount(text.slice(at + found.length - 1)) ? found : "url(" + quote + host + mount + "/");
  const leadStyleOf = (element) => {
    const style = element.getAttribute("style") ?? "";
    const led = style.includes("url(") ? leadStyle(style) : style;
    if (led !== style) setAttribute.call(element, "style", led);
  };
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "attributes") leadStyleOf(target);
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        leadStyleOf(node);
        node.querySelectorAll('[style*="url("]').forEach(leadStyleOf);
      }
    }
  }).observe(document, { subtree: true, childList: true, attributeFilter: ["style"] });

  // Following a link: led for the moment of it, when nobody else took it.
  const follow = (event) => {
    const link = event.composedPath().find((node) => node instanceof Element && isLink(node));
    const written = link?.getAttribute("href");
    if (written == null || event.defaultPrevented) return;
    const led = String(lead(written));
    if (led === written) return;
    setAttribute.call(link, "href", led);
    setTimeout(() => setAttribute.call(link, "href", written));
  };
  addEventListener("click", follow);
  addEventListener("auxclick", follow);
})();`;
}
