import { Figures } from "./components/Figures";
import { Header } from "./components/Header";
import { RevenueChart } from "./components/RevenueChart";
import { TopProducts } from "./components/TopProducts";
import { months } from "./lib/sales";

export function App() {
  const shown = months;
  return (
    <div className="mx-auto max-w-6xl px-4 pb-16 sm:px-8">
      <Header />
      <main className="mt-2 grid gap-4">
        <Figures shown={shown} />
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
          <RevenueChart shown={shown} />
          <TopProducts />
        </div>
      </main>
    </div>
  );
}
