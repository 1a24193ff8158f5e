// The dashboard and its updates: a choice of period (with a reset), an export, a second chart.
import type { Kind, Update } from "../kind.ts";
import { editsAt } from "./anchors.ts";

const appPath = "src/App.tsx";
const periodPath = "src/components/Period.tsx";
const exportPath = "src/components/ExportButton.tsx";
const ordersPath = "src/components/OrdersChart.tsx";
const figuresImport = 'import { Figures } from "./components/Figures";\n';
const headerImport = 'import { Header } from "./components/Header";\n';
const chartImport = 'import { RevenueChart } from "./components/RevenueChart";\n';

const period: Update = {
  name: "dashboard.period",
  reads: [appPath, periodPath],
  change(files) {
    if (files.has(periodPath)) return null;
    const edits = editsAt(files, [
      { path: appPath, anchor: chartImport, text: `import { Period, usePeriod } from "./components/Period";\n${chartImport}` },
      { path: appPath, anchor: "  const shown = months;\n", text: "  const { shown, count, choose } = usePeriod(months);\n" },
      {
        path: appPath,
        anchor: "        <Figures shown={shown} />\n",
        text: "        <Period count={count} choose={choose} />\n        <Figures shown={shown} />\n",
      },
    ]);
    return (
      edits && {
        edits,
        writes: [{ path: periodPath, content: periodSource }],
      }
    );
  },
};

const exporting: Update = {
  name: "dashboard.export",
  reads: [appPath, exportPath],
  change(files) {
    if (files.has(exportPath)) return null;
    const edits = editsAt(files, [
      {
        path: appPath,
        anchor: figuresImport,
        text: `import { ExportButton } from "./components/ExportButton";\n${figuresImport}`,
      },
      {
        path: appPath,
        anchor: "      <Header />\n",
        text: "      <Header>\n        <ExportButton shown={shown} />\n      </Header>\n",
      },
    ]);
    return (
      edits && {
        edits,
        writes: [{ path: exportPath, content: exportSource }],
      }
    );
  },
};

const orders: Update = {
  name: "dashboard.orders",
  reads: [appPath, ordersPath],
  change(files) {
    if (files.has(ordersPath)) return null;
    const end = "          <TopProducts />\n        </div>\n";
    const edits = editsAt(files, [
      { path: appPath, anchor: headerImport, text: `${headerImport}import { OrdersChart } from "./components/OrdersChart";\n` },
      { path: appPath, anchor: end, text: `${end}        <OrdersChart shown={shown} />\n` },
    ]);
    return (
      edits && {
        edits,
        writes: [{ path: ordersPath, content: ordersSource }],
      }
    );
  },
};

const periodSource = `import { useState } from "react";
import type { Month } from "../lib/sales";

const choices = [3, 6, 12];
const all = 12;

export function usePeriod(months: Month[]) {
  const [count, choose] = useState(all);
  return { shown: months.slice(-count), count, choose };
}

export function Period({ count, choose }: { count: number; choose: (count: number) => void }) {
  return (
    <div className="flex flex-wrap items-center gap-2" role="group" aria-label="Period">
      {choices.map((choice) => (
        <button
          key={choice}
          type="button"
          className={\`button \${choice === count ? "border-accent bg-accent-soft" : ""}\`}
          aria-pressed={choice === count}
          onClick={() => choose(choice)}
        >
          {choice} months
        </button>
      ))}
      {count !== all && (
        <button type="button" className="button" onClick={() => choose(all)}>
          Reset
        </button>
      )}
    </div>
  );
}
`;

const exportSource = `import type { Month } from "../lib/sales";

export function ExportButton({ shown }: { shown: Month[] }) {
  function save() {
    const rows = shown.map(({ month, revenue, orders }) => [month, revenue, orders].join(","));
    const file = new Blob([["month,revenue_eur,orders", ...rows, ""].join("\\n")], { type: "text/csv" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = "sales.csv";
    link.click();
    URL.revokeObjectURL(link.href);
  }
  return (
    <button type="button" className="button" onClick={save}>
      Export CSV
    </button>
  );
}
`;

const ordersSource = `import { type Month, nameOf } from "../lib/sales";

const width = 720;
const height = 160;
const edge = 32;

export function OrdersChart({ shown }: { shown: Month[] }) {
  const most = Math.max(...shown.map((month) => month.orders));
  const x = (index: number) => edge + ((width - 2 * edge) * index) / Math.max(1, shown.length - 1);
  const y = (orders: number) => height - edge - (height - 2 * edge) * (orders / most);
  return (
    <section className="panel" aria-labelledby="orders-heading">
      <h2 id="orders-heading" className="font-semibold">
        Orders by month
      </h2>
      <svg viewBox={\`0 0 \${width} \${height}\`} className="mt-3 w-full overflow-visible" role="img" aria-label={\`Between \${Math.min(...shown.map((month) => month.orders))} and \${most} orders a month\`}>
        <polyline
          points={shown.map((month, index) => \`\${x(index)},\${y(month.orders)}\`).join(" ")}
          fill="none"
          stroke="var(--color-accent)"
          strokeWidth="2.5"
          strokeLinejoin="round"
        />
        {shown.map((month, index) => (
          <g key={month.month}>
            <circle cx={x(index)} cy={y(month.orders)} r="4" fill="var(--color-accent)" />
            <text x={x(index)} y={y(month.orders) - 10} textAnchor="middle" className="axis-label">
              {month.orders}
            </text>
            <text x={x(index)} y={height - 8} textAnchor="middle" className="axis-label">
              {nameOf(month.month)}
            </text>
          </g>
        ))}
      </svg>
    </section>
  );
}
`;

export const dashboard: Kind = {
  kind: "dashboard",
  appName: "Shop Ledger",
  subject: "own",
  updates: [period, exporting, orders],
};
