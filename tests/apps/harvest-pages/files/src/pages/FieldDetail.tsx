import { useNavigate, useParams } from 'react-router-dom';
import { ArrowLeft } from 'lucide-react';
import { Cell, Pie, PieChart, ResponsiveContainer } from 'recharts';
import { fields } from '../data/fields';
import NotFound from './NotFound';

const COLORS = ['#92400e', '#d97706', '#fbbf24'];

export default function FieldDetail() {
  const { fieldId } = useParams<{ fieldId: string }>();
  const navigate = useNavigate();
  const field = fields.find((candidate) => candidate.id === fieldId);

  if (!field) return <NotFound />;

  return (
    <section className="space-y-4">
      <button onClick={() => navigate(-1)} className="flex items-center gap-1 text-sm text-stone-500">
        <ArrowLeft size={14} /> Back
      </button>
      <h1 className="text-3xl font-bold">{field.name}</h1>
      <p>{field.hectares} hectares of {field.crop}</p>
      <div className="h-64 w-64" data-testid="soil">
        <ResponsiveContainer>
          <PieChart>
            <Pie data={field.soil} dataKey="share" nameKey="name" innerRadius={40} outerRadius={80} isAnimationActive={false}>
              {field.soil.map((part, index) => (
                <Cell key={part.name} fill={COLORS[index % COLORS.length]} />
              ))}
            </Pie>
          </PieChart>
        </ResponsiveContainer>
      </div>
    </section>
  );
}
