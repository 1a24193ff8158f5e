import { useEffect, useState } from "react";
import { hoursOf, stateAt, week } from "../lib/hours";

const minuteMs = 60_000;

export function Hours() {
  const now = useNow();
  const state = stateAt(now);
  const mondayFirst = [...week.slice(1), ...week.slice(0, 1)];
  return (
    <section id="hours" className="section bg-surface" aria-labelledby="hours-heading">
      <div className="wrap grid gap-12 md:grid-cols-2 md:gap-16">
        <div>
          <h2 id="hours-heading" className="section-title">
            Opening hours
          </h2>
          <p className="mt-4 flex items-center gap-2.5 font-semibold" role="status">
            <span
              className={`size-2.5 rounded-full border-2 border-accent ${state.open ? "bg-accent" : ""}`}
              aria-hidden="true"
            />
            {state.text}
          </p>
          <address className="mt-8 text-muted not-italic">
            Tannery Lane 14
            <br />
            by the old mill bridge
          </address>
          <p className="mt-4 max-w-[42ch] text-muted">
            Tram 3 stops at Mill Bridge, two minutes away. There is a rack for bicycles in the yard and a ramp at the side door.
          </p>
        </div>
        <table className="w-full self-start tabular-nums">
          <caption className="sr-only">Opening hours by day</caption>
          <tbody>
            {mondayFirst.map((day) => {
              const today = day === week[now.getDay()];
              return (
                <tr
                  key={day.name}
                  aria-current={today ? "date" : undefined}
                  className={`border-line border-b ${today ? "font-semibold" : ""}`}
                >
                  <th scope="row" className={`py-3 text-left ${today ? "font-semibold" : "font-normal"}`}>
                    {day.name}
                    {today && (
                      <span className="ml-3 rounded bg-accent-soft px-2 py-0.5 font-normal text-accent text-sm">Today</span>
                    )}
                  </th>
                  <td className={`py-3 text-right ${day.open ? "" : "text-muted"}`}>{hoursOf(day)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), minuteMs);
    return () => clearInterval(timer);
  }, []);
  return now;
}
