export interface Month {
  /** As in "2026-01". */
  month: string;
  revenue: number;
  orders: number;
}

export interface Product {
  name: string;
  revenue: number;
}

/** Twelve months of a shop for tea and cups, in euros. */
export const months: Month[] = [
  { month: "2025-06", revenue: 18420, orders: 412 },
  { month: "2025-07", revenue: 17180, orders: 388 },
  { month: "2025-08", revenue: 16240, orders: 371 },
  { month: "2025-09", revenue: 19870, orders: 446 },
  { month: "2025-10", revenue: 22310, orders: 489 },
  { month: "2025-11", revenue: 28950, orders: 623 },
  { month: "2025-12", revenue: 36480, orders: 811 },
  { month: "2026-01", revenue: 20760, orders: 455 },
  { month: "2026-02", revenue: 21540, orders: 468 },
  { month: "2026-03", revenue: 23190, orders: 502 },
  { month: "2026-04", revenue: 24020, orders: 517 },
  { month: "2026-05", revenue: 25610, orders: 548 },
];

export const products: Product[] = [
  { name: "Stoneware mug, grey", revenue: 41230 },
  { name: "Sencha, 100 g", revenue: 36980 },
  { name: "Earl Grey, 100 g", revenue: 31450 },
  { name: "Teapot for two", revenue: 27860 },
  { name: "Bamboo whisk", revenue: 12040 },
];

export const euros = new Intl.NumberFormat("en-IE", { style: "currency", currency: "EUR", maximumFractionDigits: 0 });

const monthName = new Intl.DateTimeFormat("en", { month: "short", timeZone: "UTC" });

export const nameOf = (month: string) => monthName.format(new Date(`${month}-01T00:00:00Z`));
export const total = (list: Month[], pick: (month: Month) => number) => list.reduce((sum, month) => sum + pick(month), 0);
