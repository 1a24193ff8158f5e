import type { Row } from '../utils/rows';

self.onmessage = (event: MessageEvent<Row[]>) => {
  const sums: Record<string, number> = {};
  for (const row of event.data) sums[row.category] = (sums[row.category] ?? 0) + row.amount;
  self.postMessage(sums);
};
