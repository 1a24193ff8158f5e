import { type PointerEvent, useEffect, useEffectEvent, useRef } from "react";
import type { Direction } from "./snake";

const keys: Record<string, Direction> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
  w: "up",
  s: "down",
  a: "left",
  d: "right",
};

/** How far a finger moves before it means a turn, pixels. */
const swipeDistance = 22;

/** Arrow keys and W A S D, wherever the focus is, except in fields that need these keys themselves. */
export function useKeys(steer: (direction: Direction) => void) {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const inField = event.target instanceof Element && event.target.closest("input, select, textarea");
    const direction = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!direction || inField || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    steer(direction);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
}

/** Swipes: one long stroke may hold several turns. */
export function useSwipe(steer: (direction: Direction) => void) {
  const start = useRef<{ x: number; y: number } | null>(null);
  return {
    onPointerDown: (event: PointerEvent) => {
      start.current = { x: event.clientX, y: event.clientY };
    },
    onPointerMove: (event: PointerEvent) => {
      if (!start.current) return;
      const x = event.clientX - start.current.x;
      const y = event.clientY - start.current.y;
      if (Math.max(Math.abs(x), Math.abs(y)) < swipeDistance) return;
      start.current = { x: event.clientX, y: event.clientY };
      if (Math.abs(x) > Math.abs(y)) steer(x > 0 ? "right" : "left");
      else steer(y > 0 ? "down" : "up");
    },
    onPointerUp: () => {
      start.current = null;
    },
    onPointerCancel: () => {
      start.current = null;
    },
  };
}
