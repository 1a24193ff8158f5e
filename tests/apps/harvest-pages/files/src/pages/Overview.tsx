import { ResponsiveContainer, AreaChart, Area, XAxis, YAxis, CartesianGrid, Tooltip, Legend, BarChart, Bar } from 'recharts';
import { Sprout, Tractor, TrendingUp } from 'lucide-react';
import { useMemo, useState } from 'react';
import { StatCard } from '../components/StatCard';
import { fields, harvests } from '../data/fields';

const Overview = () => {
  const [kind, setKind] = useState<'area' | 'bar'>('area');
  const total = useMemo(() => harvests.reduce((sum, month) => sum + month.wheat + month.barley, 0), []);

  return (
    <div className="space-y-6">
      <h1 className="text-3xl font-bold">Overview</h1>
      <div className="grid gap-4 sm:grid-cols-3">
        <StatCard title="Harvested" value={`${total} t`} icon={TrendingUp} trend={8} />
        <StatCard title="Fields" value={String(fields.length)} icon={Sprout} />
        <StatCard title="Hectares" value={String(fields.reduce((sum, field) => sum + field.hectares, 0))} icon={Tractor} trend={-2} />
      </div>
      <div className="rounded-xl border bg-white p-4">
        <div className="mb-4 flex justify-between">
          <h2 className="font-semibold">Tonnes a month</h2>
          <button onClick={() => setKind(kind === 'area' ? 'bar' : 'area')} className="rounded border px-3 py-1 text-sm">
            Show as {kind === 'area' ? 'bars' : 'areas'}
          </button>
        </div>
        <div className="h-72">
          <ResponsiveContainer width="100%" height="100%">
            {kind === 'area' ? (
              <AreaChart data={harvests}>
                <CartesianGrid strokeDasharray="3 3" />
                <XAxis dataKey="month" />
                <YAxis />
                <Tooltip />
                <Legend />
                <Area type="monotone" dataKey="wheat" stackId="1" stroke="#ca8a04" fill="#fde68a" />
                <Area type="monotone" dataKey="barley" stackId="1" stroke="#16a34a" fill="#bbf7d0" />
              </AreaChart>
            ) : (
              <BarChart data={harvests}>
                <XAxis dataKey="month" />
                <YAxis />
                <Tooltip />
                <Bar dataKey="wheat" fill="#ca8a04" radius={[4, 4, 0, 0]} />
                <Bar dataKey="barley" fill="#16a34a" radius={[4, 4, 0, 0]} />
              </BarChart>
            )}
          </ResponsiveContainer>
        </div>
      </div>
    </div>
  );
};

export default Overview;
