const DAY = 86_400_000;

export const iso = (date) => date.toISOString().slice(0, 10);

export function* daysBack(count, from = new Date()) {
  for (let i = count - 1; i >= 0; i--) yield iso(new Date(from.getTime() - i * DAY));
}

export const lastDays = (count) => [...daysBack(count)];
export { iso as default };
