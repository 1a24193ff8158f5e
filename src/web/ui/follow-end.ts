// Keeps a scrolled list at its end while the reader is there, and leaves it alone otherwise.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

/** Closer than this counts as the end, CSS pixels: a line of text. */
const nearEndPx = 24;

/** `content` changes whenever something may have been appended. */
export function useFollowEnd<E extends HTMLElement>(content: unknown) {
  const scroller = useRef<E>(null);
  const following = useRef(true);
  const [atEnd, setAtEnd] = useState(true);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => {
      following.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearEndPx;
      setAtEnd(following.current);
    };
    // The pane itself changes size too: the composer, a phone's keyboard, the divider.
    const resized = new ResizeObserver(() => {
      if (following.current) element.scrollTop = element.scrollHeight;
    });
    element.addEventListener("scroll", measure, { passive: true });
    resized.observe(element);
    return () => {
      element.removeEventListener("scroll", measure);
      resized.disconnect();
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs because `content` has changed.
  useLayoutEffect(() => {
    if (following.current && scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight;
  }, [content]);

  const toEnd = () => {
    following.current = true;
    setAtEnd(true);
    if (scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight;
  };
  return { scroller, atEnd, toEnd };
}
