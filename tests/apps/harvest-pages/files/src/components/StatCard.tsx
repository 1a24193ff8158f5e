import type { LucideIcon } from 'lucide-react';

interface StatCardProps {
  title: string;
  value: string;
  icon: LucideIcon;
  trend?: number;
}

export const StatCard: React.FC<StatCardProps> = ({ title, value, icon: Icon, trend }) => (
  <div className="rounded-xl border bg-white p-4 shadow-sm">
    <div className="flex items-center justify-between text-stone-500">
      <span className="text-sm">{title}</span>
      <Icon className="h-4 w-4" />
    </div>
    <p className="mt-2 text-2xl font-semibold">{value}</p>
    {trend !== undefined && (
      <p className={trend >= 0 ? 'text-xs text-green-600' : 'text-xs text-red-600'}>{trend >= 0 ? '+' : ''}{trend}% since last year</p>
    )}
  </div>
);
