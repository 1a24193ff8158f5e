import { breads } from "../lib/offer";

export function Offer() {
  return (
    <section className="section" aria-labelledby="offer">
      <h2 id="offer" className="display text-3xl">
        What comes out of the oven
      </h2>
      <ul className="mt-8 grid gap-8 md:grid-cols-3">
        {breads.map((bread) => (
          <li key={bread.name}>
            <h3 className="font-semibold text-lg">{bread.name}</h3>
            <p className="mt-2 text-muted">{bread.text}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
