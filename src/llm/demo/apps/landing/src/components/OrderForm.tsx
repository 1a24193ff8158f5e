import { useState } from "react";
import { breads } from "../lib/offer";

const emailShape = /^\S+@\S+\.\S+$/;

export function OrderForm() {
  const [email, setEmail] = useState("");
  const [bread, setBread] = useState(breads[0]?.name ?? "");
  const [problem, setProblem] = useState("");
  const [done, setDone] = useState("");

  return (
    <section id="order" className="section" aria-labelledby="order-heading">
      <h2 id="order-heading" className="display text-3xl">
        Reserve a loaf for Saturday
      </h2>
      <form
        noValidate
        className="mt-8 grid max-w-xl gap-4 sm:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault();
          setDone("");
          if (!emailShape.test(email)) return setProblem("Write an e-mail address such as ana@example.com.");
          setProblem("");
          setDone(`One ${bread} is noted on this page for ${email}. A real form would send it to the bakery.`);
          setEmail("");
        }}
      >
        <label className="grid gap-1">
          <span className="font-semibold text-sm">E-mail</span>
          <input
            type="email"
            className="field"
            value={email}
            aria-invalid={problem !== ""}
            aria-describedby="order-news"
            autoComplete="email"
            onChange={(event) => setEmail(event.target.value)}
          />
        </label>
        <label className="grid gap-1">
          <span className="font-semibold text-sm">Bread</span>
          <select className="field" value={bread} onChange={(event) => setBread(event.target.value)}>
            {breads.map((entry) => (
              <option key={entry.name}>{entry.name}</option>
            ))}
          </select>
        </label>
        <div className="flex flex-wrap items-center gap-4 sm:col-span-2">
          <button type="submit" className="button button-main">
            Reserve
          </button>
          <p id="order-news" role="status" className={problem ? "font-semibold" : "text-muted"}>
            {problem || done}
          </p>
        </div>
      </form>
    </section>
  );
}
