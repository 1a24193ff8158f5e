import { euros, products } from "../lib/sales";

export function TopProducts() {
  const most = Math.max(...products.map((product) => product.revenue));
  return (
    <section className="panel" aria-labelledby="products-heading">
      <h2 id="products-heading" className="font-semibold">
        Best products, twelve months
      </h2>
      <ol className="mt-3 grid gap-3">
        {products.map((product) => (
          <li key={product.name}>
            <div className="flex justify-between gap-4">
              <span className="truncate">{product.name}</span>
              <span className="tabular-nums">{euros.format(product.revenue)}</span>
            </div>
            <div className="mt-1 h-1.5 rounded-full bg-accent-soft" aria-hidden="true">
              <div className="h-full rounded-full bg-accent" style={{ width: `${(product.revenue / most) * 100}%` }} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
