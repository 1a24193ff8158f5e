// For previews under a path of our own host: what the page's scripts write as root-relative addresses is led to that path. Runs before them.

export function mountScript(mount: string): string {
  return `(() => {
  const mount = ${JSON.stringify(mount)};
  const inMount = (url) => url === mount || url.startsWith(mount + "/");
  const lead = (url) =>
    typeof url === "string" && url.startsWith("/") && !url.startsWith("//") && !inMount(url) ? mount + url : url;
  const leadAny = (url) => {
    if (!(url instanceof URL)) return lead(url);
    return url.origin === location.origin ? new URL(lead(url.pathname) + url.search + url.hash, url) : url;
  };

  const { fetch } = window;
  window.fetch = (input, options) => fetch(input instanceof Request ? input : leadAny(input), options);
  const { open } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    return open.call(this, method, leadAny(url), ...rest);
  };

  // Elements made by scripts: frameworks set attributes or properties.
  const named = new Set(["src", "href", "action", "poster", "data"]);
  const { setAttribute } = Element.prototype;
  Element.prototype.setAttribute = function (name, value) {
    return setAttribute.call(this, name, named.has(String(name).toLowerCase()) ? lead(String(value)) : value);
  };
  const properties = [
    [HTMLImageElement, "src"], [HTMLScriptElement, "src"], [HTMLMediaElement, "src"], [HTMLSourceElement, "src"],
    [HTMLIFrameElement, "src"], [HTMLLinkElement, "href"], [HTMLAnchorElement, "href"], [HTMLVideoElement, "poster"],
  ];
  for (const [{ prototype }, name] of properties) {
    const { get, set, ...rest } = Object.getOwnPropertyDescriptor(prototype, name);
    Object.defineProperty(prototype, name, { ...rest, get, set(value) { set.call(this, lead(String(value))); } });
  }
  // Links that came with innerHTML.
  addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href^='/']") : null;
    if (link) link.setAttribute("href", link.getAttribute("href"));
  }, true);

  for (const name of ["pushState", "replaceState"]) {
    const original = history[name].bind(history);
    history[name] = (state, unused, url) => original(state, unused, leadAny(url));
  }
})();`;
}
