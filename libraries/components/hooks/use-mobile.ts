import { useSyncExternalStore } from "react";

const narrow = "(max-width: 767px)";

function subscribe(onChange: () => void) {
  const query = window.matchMedia(narrow);
  query.addEventListener("change", onChange);
  return () => query.removeEventListener("change", onChange);
}

/** Whether the window is as narrow as a phone's. */
export function useIsMobile() {
  return useSyncExternalStore(subscribe, () => window.matchMedia(narrow).matches);
}
