import { useState, type ChangeEvent } from 'react';
import Papa, { type ParseResult } from 'papaparse';
import { Chart as ChartJS, CategoryScale, LinearScale, BarElement, LineElement, PointElement, Tooltip, Legend } from 'chart.js';
import { Bar, Line } from 'react-chartjs-2';
import dayjs from 'dayjs';
import relativeTime from 'dayjs/plugin/relativeTime';
import { FaChartBar, FaChartLine } from 'react-icons/fa';
import { v4 as uuid } from 'uuid';

ChartJS.register(CategoryScale, LinearScale, BarElement, LineElement, PointElement, Tooltip, Legend);
dayjs.extend(relativeTime);

type Row = Record<string, string>;

export default function App() {
  const [rows, setRows] = useState<(Row & { key: string })[]>([]);
  const [column, setColumn] = useState('');
  const [kind, setKind] = useState<'bar' | 'line'>('bar');
  const [error, setError] = useState('');
  const columns = rows[0] ? Object.keys(rows[0]).filter((name) => name !== 'key') : [];

  const load = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (!file) return;
    Papa.parse<Row>(file, {
      header: true,
      skipEmptyLines: true,
      complete: ({ data, errors }: ParseResult<Row>) => {
        setError(errors[0]?.message ?? '');
        setRows(data.map((row) => ({ ...row, key: uuid() })));
        setColumn(Object.keys(data[0] ?? {})[1] ?? '');
      },
    });
  };

  const chart = {
    labels: rows.map((row) => row[columns[0]]),
    datasets: [{ label: column, data: rows.map((row) => Number(row[column])), backgroundColor: '#0ea5e9', borderColor: '#0369a1' }],
  };

  return (
    <div className="mx-auto max-w-3xl space-y-4 p-6">
      <h1 className="text-2xl font-bold">CSV explorer</h1>
      <label className="panel block">Choose a file <input type="file" accept=".csv" onChange={load} /></label>
      {error && <p role="alert">{error}</p>}
      {rows.length === 0 ? <p>No data yet, since {dayjs().subtract(2, 'day').fromNow()}.</p> : (
        <>
          <div className="flex gap-2">
            <select aria-label="Column" value={column} onChange={(e) => setColumn(e.target.value)}>{columns.slice(1).map((name) => <option key={name}>{name}</option>)}</select>
            <button aria-label="Bars" onClick={() => setKind('bar')}><FaChartBar /></button>
            <button aria-label="Line" onClick={() => setKind('line')}><FaChartLine /></button>
          </div>
          <p>{rows.length} rows, {column}: {rows.reduce((sum, row) => sum + Number(row[column]), 0)}</p>
          {kind === 'bar' ? <Bar data={chart} /> : <Line data={chart} />}
        </>
      )}
    </div>
  );
}
