import { memo } from 'react';
import { useVirtual } from '../hooks/useVirtual';
import { money, Sort, SortKey } from '@utils/format';
import type { Row } from '@utils/rows';

type Props = { rows: Row[]; sort: Sort; onSort(key: SortKey): void };

const columns: [SortKey, string][] = [['id', '#'], ['payee', 'Payee'], ['category', 'Category'], ['amount', 'Amount']];

function TableInner({ rows, sort, onSort }: Props) {
  const { start, end, total, onScroll } = useVirtual({ count: rows.length, rowHeight: 32, height: 480 });
  return (
    <>
      <div className="head">
        {columns.map(([key, label]) => (
          <button key={key} onClick={() => onSort(key)} aria-pressed={sort.key === key}>
            {label} {sort.key === key ? (sort.desc ? '↓' : '↑') : ''}
          </button>
        ))}
      </div>
      <div className="viewport" onScroll={onScroll} data-testid="viewport">
        <div style={{ height: total }}>
          {rows.slice(start, end).map((row, i) => (
            <div key={row.id} className="row" style={{ top: (start + i) * 32 }}>
              <span>{row.id}</span>
              <span>{row.payee}</span>
              <span>{row.category}</span>
              <span className={row.amount < 0 ? 'negative' : undefined}>{money.format(row.amount)}</span>
            </div>
          ))}
        </div>
      </div>
    </>
  );
}

export const Table = memo(TableInner);
