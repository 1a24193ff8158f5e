import { Link, useSearchParams } from 'react-router-dom';
import { Search } from 'lucide-react';
import { fields } from '../data/fields';

export default function Fields() {
  const [params, setParams] = useSearchParams();
  const query = params.get('q') ?? '';
  const shown = fields.filter((field) => field.name.toLowerCase().includes(query.toLowerCase()));

  return (
    <div className="space-y-4">
      <h1 className="text-3xl font-bold">Fields</h1>
      <label className="flex items-center gap-2 rounded-md border bg-white px-3">
        <Search className="h-4 w-4 text-stone-400" />
        <input
          className="flex-1 py-2 outline-none"
          placeholder="Search fields"
          value={query}
          onChange={(e) => setParams(e.target.value ? { q: e.target.value } : {})}
        />
      </label>
      <ul className="divide-y rounded-xl border bg-white">
        {shown.map((field) => (
          <li key={field.id}>
            <Link to={`/fields/${field.id}`} className="flex justify-between p-4 hover:bg-stone-50">
              <span className="font-medium">{field.name}</span>
              <span className="capitalize text-stone-500">{field.crop}</span>
            </Link>
          </li>
        ))}
        {shown.length === 0 && <li className="p-4 text-stone-500">No field is called that.</li>}
      </ul>
    </div>
  );
}
