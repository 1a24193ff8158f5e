const offers = [
  {
    name: "Sourdough, every day",
    text: "Tannery rye, wheat and spelt loaves. Flour, water, salt and time; nothing else goes in.",
    note: "From 06:00",
  },
  {
    name: "Cakes to order",
    text: "Birthday cakes, plum tarts and wedding tiers. Tell us three days ahead how many will sit at the table.",
    note: "8 to 60 guests",
  },
  {
    name: "For cafés and kitchens",
    text: "Rolls and loaves by bicycle before you open, within four kilometres. One call the evening before is enough.",
    note: "Delivered by 07:30",
  },
];

export function Offers() {
  return (
    <section id="offers" className="section" aria-labelledby="offers-heading">
      <div className="wrap">
        <h2 id="offers-heading" className="section-title">
          What we bake
        </h2>
        <ul className="mt-10 grid gap-x-10 gap-y-12 md:grid-cols-3">
          {offers.map((offer) => (
            <li key={offer.name} className="flex flex-col border-accent border-t-2 pt-5">
              <h3 className="text-xl leading-snug">{offer.name}</h3>
              <p className="mt-3 max-w-[48ch] text-muted">{offer.text}</p>
              <p className="mt-auto pt-5 font-semibold text-sm">{offer.note}</p>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
