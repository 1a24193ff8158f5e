import {
  addDays, eachDayOfInterval, endOfMonth, endOfWeek, format, isSameDay, isSameMonth, isWithinInterval, startOfMonth, startOfWeek,
} from "date-fns";
import { clsx } from "clsx";
import type { Booking } from "../App";

export function MonthGrid({ month, bookings }: { month: Date; bookings: Booking[] }) {
  const days = eachDayOfInterval({
    start: startOfWeek(startOfMonth(month), { weekStartsOn: 1 }),
    end: endOfWeek(endOfMonth(month), { weekStartsOn: 1 }),
  });
  return (
    <div className="grid grid-cols-7 gap-px overflow-hidden rounded-lg bg-slate-200">
      {days.slice(0, 7).map((day) => <div key={day.toISOString()} className="bg-white p-2 text-xs font-semibold">{format(day, "EEE")}</div>)}
      {days.map((day) => {
        const booking = bookings.find(({ from, to }) => isWithinInterval(day, { start: from, end: to }));
        return (
          <div key={+day} className={clsx("min-h-14 bg-white p-1 text-sm", !isSameMonth(day, month) && "text-slate-400", booking && "!bg-teal-100")}>
            {format(day, "d")}
            {booking && isSameDay(day, booking.from) && <span className="block truncate text-xs">{booking.guest}</span>}
            {isSameDay(addDays(day, 1), booking?.to ?? 0) && null}
          </div>
        );
      })}
    </div>
  );
}
