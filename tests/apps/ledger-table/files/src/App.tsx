import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { Table } from '@components/Table';
import { Category, makeRows } from '@utils/rows';
import { money, type Sort, type SortKey } from '@utils/format';

const rows = makeRows(10_000);

export function App() {
  const [query, setQuery] = useState('');
  const [category, setCategory] = useState<Category | ''>('');
  const [sort, setSort] = useState<Sort>({ key: 'id', desc: false });
  const [sums, setSums] = useState<Record<string, number>>({});
  const search = useDeferredValue(query);

  useEffect(() => {
    const worker = new Worker(new URL('./workers/sum.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = (event) => setSums(event.data);
    worker.postMessage(rows);
    return () => worker.terminate();
  }, []);

  const shown = useMemo(() => {
    const needle = search.trim().toLowerCase();
    const found = rows.filter((row) => (!category || row.category === category) && row.payee.toLowerCase().includes(needle));
    const by = sort.key;
    found.sort((a, b) => (a[by] < b[by] ? -1 : a[by] > b[by] ? 1 : 0) * (sort.desc ? -1 : 1));
    return found;
  }, [search, category, sort]);

  const onSort = (key: SortKey) => setSort((old) => ({ key, desc: old.key === key ? !old.desc : false }));

  return (
    <>
      <div className="toolbar">
        <input placeholder="Search payees" value={query} onChange={(e) => setQuery(e.target.value)} />
        <select aria-label="Category" value={category} onChange={(e) => setCategory(e.target.value as Category)}>
          <option value="">All</option>
          {Object.values(Category).map((name) => <option key={name}>{name}</option>)}
        </select>
        <output>{shown.length.toLocaleString('en-US')} rows</output>
        <span data-testid="sums">{Object.keys(sums).length > 0 && `Rent: ${money.format(sums[Category.Rent])}`}</span>
      </div>
      <Table rows={shown} sort={sort} onSort={onSort} />
    </>
  );
}
