export function Hero() {
  return (
    <section className="wrap grid items-center gap-10 pt-6 pb-16 sm:pt-10 sm:pb-24 lg:grid-cols-[1.1fr_1fr] lg:gap-16">
      <div>
        <p className="font-semibold text-accent">Tannery Lane 14, since 1987</p>
        <h2 className="mt-4 text-[clamp(2.375rem,6.5vw,4rem)] leading-[1.06] tracking-tight">
          Bread that takes two days, ready at six
        </h2>
        <p className="mt-6 max-w-[46ch] text-lg text-muted">
          We mill our own rye, let every dough rest for thirty hours and bake through the night. In the morning it is still warm
          on the shelf.
        </p>
        <div className="mt-8 flex flex-wrap gap-3">
          <a className="button button-main" href="#contact">
            Order bread
          </a>
          <a className="button" href="#hours">
            When we are open
          </a>
        </div>
      </div>
      <div className="grid aspect-[5/4] place-items-center overflow-hidden rounded-lg bg-accent-soft">
        <Loaf />
      </div>
    </section>
  );
}

function Loaf() {
  const scores = [-96, -48, 0, 48, 96];
  return (
    <svg viewBox="0 0 400 320" className="w-full text-accent" fill="none" stroke="currentColor" aria-hidden="true">
      <path d="M28 262H372" strokeWidth="3" strokeLinecap="round" />
      <path
        d="M62 250C46 250 40 236 42 218C48 150 112 100 200 100S352 150 358 218C360 236 354 250 338 250Z"
        fill="var(--color-surface)"
        strokeWidth="3"
        strokeLinejoin="round"
      />
      <path d="M200 112V238" strokeWidth="3" strokeLinecap="round" />
      {scores.map((offset) => (
        <path
          key={offset}
          d={`M${200 + offset - 10} ${140 + Math.abs(offset) * 0.45}q22 24 10 62`}
          strokeWidth="2.5"
          strokeLinecap="round"
          opacity={offset === 0 ? 0 : 1}
        />
      ))}
      <g strokeWidth="2.5" strokeLinecap="round">
        <path d="M150 74q-10-12 0-24t0-24M200 66q-10-12 0-24t0-24M250 74q-10-12 0-24t0-24" opacity="0.55" />
        <path d="M96 282h208" opacity="0.35" />
      </g>
    </svg>
  );
}
