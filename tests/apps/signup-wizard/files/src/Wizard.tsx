import { useState } from "react";
import toast from "react-hot-toast";
import { OrderStep } from "./steps/OrderStep";
import { PersonStep } from "./steps/PersonStep";
import type { Person } from "./lib/schema";

export function Wizard() {
  const [step, setStep] = useState(0);
  const [person, setPerson] = useState<Person | null>(null);

  return (
    <main className="mx-auto my-10 max-w-md rounded-xl bg-white p-6 shadow">
      <h1 className="mb-1 text-2xl font-bold">Join the co-op</h1>
      <p className="mb-4 text-slate-500">Step {step + 1} of 2</p>
      {step === 0 ? (
        <PersonStep onNext={(p) => { setPerson(p); setStep(1); }} />
      ) : (
        <OrderStep onBack={() => setStep(0)} onDone={(order) => toast.success(`Welcome ${person?.name} (${typeof person?.age}), a ${order.size} box`)} />
      )}
    </main>
  );
}
