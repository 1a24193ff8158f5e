export interface Day {
  name: string;
  /** Hours of the day; null on a day off. */
  open: [from: number, to: number] | null;
}

/** As Date counts days: Sunday is the first. */
export const week: Day[] = [
  { name: "Sunday", open: [7, 12] },
  { name: "Monday", open: null },
  { name: "Tuesday", open: [6, 18] },
  { name: "Wednesday", open: [6, 18] },
  { name: "Thursday", open: [6, 18] },
  { name: "Friday", open: [6, 18] },
  { name: "Saturday", open: [6, 14] },
];

export const clock = (hour: number) => `${String(hour).padStart(2, "0")}:00`;

export function hoursOf(day: Day): string {
  return day.open ? `${clock(day.open[0])} to ${clock(day.open[1])}` : "Closed";
}

/** "Open now, until 18:00", or when the door opens again. */
export function stateAt(now: Date): { open: boolean; text: string } {
  const today = week[now.getDay()]?.open;
  if (today && now.getHours() >= today[0] && now.getHours() < today[1]) {
    return { open: true, text: `Open now, until ${clock(today[1])}` };
  }
  if (today && now.getHours() < today[0]) return { open: false, text: `Closed now, opens today at ${clock(today[0])}` };
  for (let days = 1; days <= week.length; days += 1) {
    const day = week[(now.getDay() + days) % week.length];
    if (day?.open) return { open: false, text: `Closed now, opens on ${day.name} at ${clock(day.open[0])}` };
  }
  return { open: false, text: "Closed" };
}
