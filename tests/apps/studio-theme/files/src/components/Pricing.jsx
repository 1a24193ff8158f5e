import { useState } from 'react';

const plans = [
  { name: 'Sketch', monthly: 90, features: ['One room', 'Two drafts'] },
  { name: 'Build', monthly: 240, features: ['Three rooms', 'Site visits'] },
];

export default function Pricing() {
  const [yearly, setYearly] = useState(false);
  return (
    <section id="prices" className="mx-auto max-w-5xl px-4 pb-12">
      <label className="mb-4 flex items-center justify-center gap-2">
        <input type="checkbox" className="rounded text-brand-500" checked={yearly} onChange={(e) => setYearly(e.target.checked)} />
        Pay yearly
      </label>
      <div className="grid gap-6 xs:grid-cols-2">
        {plans.map((plan) => (
          <div key={plan.name} className="card dark:text-gray-900">
            <h3 className="text-lg font-bold">{plan.name}</h3>
            <p className="my-2 text-3xl">€{yearly ? plan.monthly * 10 : plan.monthly}</p>
            <ul className="list-inside list-disc space-y-1">
              {plan.features.map((f) => <li key={f}>{f}</li>)}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}
