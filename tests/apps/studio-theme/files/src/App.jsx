import React, { useEffect, useState } from 'react';
import { Sparkles, SunMoon } from 'lucide-react';
import Pricing from './components/Pricing';
import Newsletter from './components/Newsletter';

export default function App() {
  const [dark, setDark] = useState(false);

  useEffect(() => {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  }, [dark]);

  return (
    <div className="min-h-screen bg-white bg-hero-glow font-sans text-ink dark:bg-gray-900 dark:text-white">
      <header className="mx-auto flex max-w-5xl items-center justify-between px-4 py-6">
        <span className="flex items-center gap-2 font-display text-xl">
          <Sparkles className="h-6 w-6 animate-wiggle text-brand-500" data-testid="logo" /> Atelier Nord
        </span>
        <button onClick={() => setDark((d) => !d)} className="rounded-full p-2 ring-1 ring-ink/10" aria-label="Switch theme">
          <SunMoon className="h-5 w-5" />
        </button>
      </header>
      <section className="mx-auto max-w-3xl px-4 py-18 text-center">
        <h1 className="font-display text-5xl text-balance text-ink/90">Rooms that let you breathe</h1>
        <article className="prose mx-auto mt-6">
          <p className="only-wide">
            We plan, build and <strong>light</strong> small flats.
          </p>
          <blockquote>Less, but kinder.</blockquote>
        </article>
        <a href="#prices" className="btn-primary mt-8">See prices</a>
      </section>
      <Pricing />
      <Newsletter />
    </div>
  );
}
