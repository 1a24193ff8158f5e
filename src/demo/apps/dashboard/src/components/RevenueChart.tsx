import { useState } from "react";
import { euros, type Month, nameOf } from "../lib/sales";

const width = 720;
const height = 260;
const left = 48;
const bottom = 28;
const top = 12;
const step = 10_000;

/** Bars by hand: one a month, with its figures on hover and focus, and a name for screen readers. */
export function RevenueChart({ shown }: { shown: Month[] }) {
  const [active, setActive] = useState<Month | null>(null);
  const highest = Math.ceil(Math.max(...shown.map((month) => month.revenue)) / step) * step;
  const y = (value: number) => top + (height - top - bottom) * (1 - value / highest);
  const slot = (width - left) / shown.length;
  return (
    <section className="panel" aria-labelledby="revenue-heading">
      <div className="flex min-h-7 flex-wrap items-baseline justify-between gap-2">
        <h2 id="revenue-heading" className="font-semibold">
          Revenue by month
        </h2>
        <p role="status" className="text-muted text-sm tabular-nums">
          {active
            ? `${nameOf(active.month)}: ${euros.format(active.revenue)}, ${active.orders} orders`
            : "Point at a bar for its figures"}
        </p>
      </div>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        className="mt-3 w-full overflow-visible"
        role="group"
        aria-label="Bar chart of revenue by month"
      >
        {Array.from({ length: highest / step + 1 }, (_, index) => index * step).map((value) => (
          <g key={value}>
            <line x1={left} x2={width} y1={y(value)} y2={y(value)} className="grid-line" />
            <text x={left - 8} y={y(value) + 4} textAnchor="end" className="axis-label">
              {value / 1000} k
            </text>
          </g>
        ))}
        {shown.map((month, index) => (
          <g key={month.month}>
            <rect
              tabIndex={0}
              role="img"
              aria-label={`${nameOf(month.month)}: ${euros.format(month.revenue)}`}
              x={left + index * slot + slot * 0.18}
              width={slot * 0.64}
              y={y(month.revenue)}
              height={y(0) - y(month.revenue)}
              rx="3"
              className={active === month ? "bar bar-shown" : "bar"}
              onPointerEnter={() => setActive(month)}
              onPointerLeave={() => setActive(null)}
              onFocus={() => setActive(month)}
              onBlur={() => setActive(null)}
            />
            <text x={left + (index + 0.5) * slot} y={height - 8} textAnchor="middle" className="axis-label">
              {nameOf(month.month)}
            </text>
          </g>
        ))}
      </svg>
    </section>
  );
}
