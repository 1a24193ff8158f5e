import type { Glaze } from '../App';

const glazes = ['sand', 'moss', 'ocean'] as const satisfies readonly Glaze[];

export function Swatches({ value, onChange }: { value: Glaze; onChange: (glaze: Glaze) => void }) {
  return (
    <div className="flex gap-2" role="radiogroup" aria-label="Glaze">
      {glazes.map((glaze) => (
        <button key={glaze} role="radio" aria-checked={value === glaze} onClick={() => onChange(glaze)}
          className="rounded border px-3 py-1 text-sm capitalize aria-checked:bg-neutral-900 aria-checked:text-white">
          {glaze}
        </button>
      ))}
    </div>
  );
}
