// The source of src/lib/days.ts in apps whose items have due dates. It writes a date as a person would say it.
export const daysSource = `const msPerDay = 86_400_000;

/** The local day as a date field has it, such as "2027-05-31". */
export const today = () => inDays(0);
export const inDays = (days: number) => new Date(Date.now() + days * msPerDay).toLocaleDateString("sv");

/** "Today", "Tomorrow", a weekday in the coming week, else the date. */
export function dayWords(day: string): string {
  const days = Math.round((Date.parse(day) - Date.parse(today())) / msPerDay);
  const near: Record<number, string> = { [-1]: "Yesterday", 0: "Today", 1: "Tomorrow" };
  const date = new Date(\`\${day}T12:00\`);
  if (near[days] !== undefined) return near[days];
  if (days > 1 && days < 7) return date.toLocaleDateString("en", { weekday: "long" });
  const year = day.slice(0, 4) === today().slice(0, 4) ? undefined : "numeric";
  return date.toLocaleDateString("en", { weekday: "short", day: "numeric", month: "short", year });
}
`;
