// Sections that can be added to the landing page, as source text.

export const faqSource = `import { Plus } from "lucide-react";

const questions = [
  {
    question: "Can I order for the weekend?",
    answer: "Yes. Write to us or call until Thursday at 16:00, and your bag waits behind the counter with your name on it.",
  },
  {
    question: "Which bread is free of wheat?",
    answer: "The Tannery rye is made of rye alone. It is baked in the same oven as wheat, so traces are possible.",
  },
  {
    question: "Do you have vegan cakes?",
    answer: "The plum tart and the walnut roll are vegan every day. Other cakes can be when you order them.",
  },
  {
    question: "How do I keep sourdough fresh?",
    answer: "Cut side down on a board, under a cloth, for up to five days. Never in the fridge, where it dries out.",
  },
  {
    question: "How can I pay?",
    answer: "Cash and all common cards, from one roll upwards.",
  },
];

export function Faq() {
  return (
    <section id="faq" className="section" aria-labelledby="faq-heading">
      <div className="wrap grid gap-8 md:grid-cols-[2fr_3fr] md:gap-16">
        <h2 id="faq-heading" className="section-title">
          Questions we often hear
        </h2>
        <div className="border-line border-t">
          {questions.map(({ question, answer }) => (
            <details key={question} className="group border-line border-b">
              <summary className="flex min-h-14 cursor-pointer list-none items-center justify-between gap-4 py-3 font-semibold [&::-webkit-details-marker]:hidden">
                {question}
                <Plus className="size-5 shrink-0 text-accent group-open:rotate-45" aria-hidden="true" />
              </summary>
              <p className="max-w-[60ch] pb-5 text-muted">{answer}</p>
            </details>
          ))}
        </div>
      </div>
    </section>
  );
}
`;

export const pricesSource = `const boxes = [
  { name: "Small box", price: 9, holds: ["One loaf of the week", "Four rolls on Saturday"] },
  { name: "Family box", price: 18, holds: ["Two loaves of your choice", "Eight rolls on Saturday", "A cake once a month"] },
  { name: "Office box", price: 34, holds: ["Twenty rolls, Tuesday and Thursday", "Two loaves, sliced", "Delivered by 07:30"] },
];

export function Prices() {
  return (
    <section id="prices" className="section" aria-labelledby="prices-heading">
      <div className="wrap">
        <h2 id="prices-heading" className="section-title">
          Bread every week
        </h2>
        <p className="mt-4 max-w-[56ch] text-muted">
          Three boxes to collect or have delivered. Pause whenever you travel, stop whenever you like.
        </p>
        <ul className="mt-10 grid gap-5 md:grid-cols-3">
          {boxes.map((box) => (
            <li key={box.name} className="flex flex-col rounded-lg border border-line bg-surface p-6">
              <h3 className="text-xl">{box.name}</h3>
              <p className="mt-3 text-muted">
                <span className="font-semibold text-3xl text-ink tabular-nums">€{box.price}</span> a week
              </p>
              <ul className="mt-5 mb-6 grid gap-2 border-line border-t pt-5">
                {box.holds.map((item) => (
                  <li key={item}>{item}</li>
                ))}
              </ul>
              <a className="button mt-auto" href="#contact" aria-label={\`Order the \${box.name.toLowerCase()}\`}>
                Order
              </a>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
`;

export const kindWordsSource = `const guests = [
  { name: "Ilse Brandt", role: "has the first tram at 5:40", words: "They sell me my roll through the side door when I am early. It is still too hot to hold." },
  { name: "Tomasz Wilk", role: "runs the Café Lumen", words: "Four years of deliveries, and not one morning without bread. My guests ask where it comes from." },
  { name: "Amara Okafor", role: "married in June", words: "We asked for a plum tart in three tiers. Nobody had made one before. There was nothing left of it." },
];

export function KindWords() {
  return (
    <section id="kind-words" className="section" aria-labelledby="kind-words-heading">
      <div className="wrap">
        <h2 id="kind-words-heading" className="section-title">
          What guests say
        </h2>
        <div className="mt-10 grid gap-10 md:grid-cols-3">
          {guests.map((guest) => (
            <figure key={guest.name} className="flex flex-col border-accent border-l-2 pl-5">
              <blockquote className="text-lg leading-relaxed">“{guest.words}”</blockquote>
              <figcaption className="mt-4 text-muted text-sm">
                <span className="block font-semibold text-ink">{guest.name}</span>
                {guest.role}
              </figcaption>
            </figure>
          ))}
        </div>
      </div>
    </section>
  );
}
`;
