// The web chat's routes, `/` and `/apps/:id`, on the history API.
import { signal } from "@preact/signals";

export type Route = { page: "home" } | { page: "app"; id: string } | { page: "missing" };

function parseRoute(pathname: string): Route {
  if (pathname === "/") return { page: "home" };
  const match = /^\/apps\/([A-Za-z0-9_-]+)\/?$/.exec(pathname);
  return match?.[1] ? { page: "app", id: match[1] } : { page: "missing" };
}

export const route = signal<Route>(parseRoute(location.pathname));

function navigate(path: string): void {
  history.pushState(null, "", path);
  route.value = parseRoute(path);
}

let arriving = false;

/** Goes to an app that was just created. The person will probably write another message there. */
export function navigateToNewApp(id: string): void {
  arriving = true;
  navigate(`/apps/${id}`);
}

/** Whether the page was reached through `navigateToNewApp`. True only once. */
export function takeArrival(): boolean {
  const arrived = arriving;
  arriving = false;
  return arrived;
}

/** Follows plain clicks on our own links without reloading the page. */
export function startRouter(): void {
  addEventListener("popstate", () => {
    route.value = parseRoute(location.pathname);
  });
  addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || link.target || link.origin !== location.origin || parseRoute(link.pathname).page === "missing") return;
    event.preventDefault();
    navigate(link.pathname);
  });
}
