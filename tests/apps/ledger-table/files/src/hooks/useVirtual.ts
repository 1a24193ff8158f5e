import { useCallback, useState, UIEvent } from 'react';

interface Options {
  count: number;
  rowHeight: number;
  height: number;
  overscan?: number;
}

export function useVirtual({ count, rowHeight, height, overscan = 5 }: Options) {
  const [scrollTop, setScrollTop] = useState(0);
  const start = Math.max(0, Math.floor(scrollTop / rowHeight) - overscan);
  const end = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + overscan);
  const onScroll = useCallback((event: UIEvent<HTMLDivElement>) => setScrollTop(event.currentTarget.scrollTop), []);
  return { start, end, total: count * rowHeight, onScroll };
}
