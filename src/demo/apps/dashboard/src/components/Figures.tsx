import { euros, type Month, nameOf, total } from "../lib/sales";

export function Figures({ shown }: { shown: Month[] }) {
  const revenue = total(shown, (month) => month.revenue);
  const orders = total(shown, (month) => month.orders);
  const best = shown.reduce((top, month) => (month.revenue > top.revenue ? month : top));
  const last = shown.at(-1);
  const before = shown.at(-2);
  const change = last && before ? (last.revenue / before.revenue - 1) * 100 : 0;
  return (
    <dl className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
      <Figure name="Revenue" value={euros.format(revenue)} note={`${shown.length} months`} />
      <Figure name="Orders" value={orders.toLocaleString("en")} note={`${euros.format(revenue / orders)} each`} />
      <Figure name="Best month" value={nameOf(best.month)} note={euros.format(best.revenue)} />
      <Figure
        name="Last month"
        value={euros.format(last?.revenue ?? 0)}
        note={`${change >= 0 ? "up" : "down"} ${Math.abs(change).toFixed(1)} %`}
        tone={change >= 0 ? "says-good" : "says-danger"}
      />
    </dl>
  );
}

function Figure({ name, value, note, tone = "text-muted" }: { name: string; value: string; note: string; tone?: string }) {
  return (
    <div className="panel">
      <dt className="text-muted text-sm">{name}</dt>
      <dd className="mt-1 font-semibold text-2xl tabular-nums">{value}</dd>
      <dd className={`mt-1 text-sm tabular-nums ${tone}`}>{note}</dd>
    </div>
  );
}
