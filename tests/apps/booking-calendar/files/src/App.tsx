import { useState } from "react";
import { DayPicker, type DateRange } from "react-day-picker";
import { addMonths, differenceInCalendarDays, format, formatDistance, parseISO } from "date-fns";
import { de } from "date-fns/locale";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { MonthGrid } from "./components/MonthGrid";

export interface Booking {
  guest: string;
  from: Date;
  to: Date;
}

const start = parseISO("2025-07-01");

export default function App() {
  const [month, setMonth] = useState(start);
  const [range, setRange] = useState<DateRange | undefined>();
  const [guest, setGuest] = useState("");
  const [bookings, setBookings] = useState<Booking[]>([{ guest: "Family Ruiz", from: new Date(2025, 6, 4), to: new Date(2025, 6, 8) }]);

  const book = () => {
    if (!range?.from || !range.to || !guest) return;
    setBookings([...bookings, { guest, from: range.from, to: range.to }]);
    setRange(undefined);
    setGuest("");
  };

  return (
    <div className="mx-auto grid max-w-5xl gap-6 p-6 md:grid-cols-[auto_1fr]">
      <section>
        <h1 className="mb-2 text-2xl font-bold">Cabin bookings</h1>
        <DayPicker mode="range" month={month} onMonthChange={setMonth} selected={range} onSelect={setRange} weekStartsOn={1} />
        <input className="w-full rounded border px-2 py-1" placeholder="Guest" value={guest} onChange={(e) => setGuest(e.target.value)} />
        <p className="my-2 text-sm" data-testid="nights">
          {range?.from && range.to ? `${differenceInCalendarDays(range.to, range.from)} nights from ${format(range.from, "d. MMMM", { locale: de })}` : "Choose days"}
        </p>
        <button className="rounded bg-teal-700 px-4 py-2 text-white disabled:opacity-50" disabled={!range?.to || !guest} onClick={book}>Book</button>
      </section>
      <section>
        <div className="mb-2 flex items-center justify-between">
          <button aria-label="Earlier" onClick={() => setMonth(addMonths(month, -1))}><ChevronLeft /></button>
          <h2 className="font-semibold">{format(month, "MMMM yyyy")}</h2>
          <button aria-label="Later" onClick={() => setMonth(addMonths(month, 1))}><ChevronRight /></button>
        </div>
        <MonthGrid month={month} bookings={bookings} />
        <p className="mt-2 text-xs text-slate-500">{formatDistance(start, addMonths(start, 2))} shown so far</p>
      </section>
    </div>
  );
}
