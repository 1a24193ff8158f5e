// Keeps a line of a scrolled text in view while it moves, until the reader scrolls away by hand.
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

/** How a reader scrolls; our own scrolling fires none of these. */
const byHand = ["wheel", "touchmove", "keydown", "pointerdown"] as const;

/** `line` counts from 0; null if there is none to follow. */
export function useFollowLine(scroller: RefObject<HTMLElement | null>, line: number | null, lineHeightPx: number): void {
  const left = useRef(false);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const leave = () => {
      left.current = true;
    };
    for (const name of byHand) element.addEventListener(name, leave, { passive: true });
    return () => {
      for (const name of byHand) element.removeEventListener(name, leave);
    };
  }, [scroller]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (line === null) left.current = false;
    if (line === null || left.current || !element) return;
    const top = line * lineHeightPx;
    const isInView = top >= element.scrollTop && top + lineHeightPx <= element.scrollTop + element.clientHeight;
    if (!isInView) element.scrollTop = top - element.clientHeight / 2;
  }, [scroller, line, lineHeightPx]);
}
