export const art = [
  { id: 1, title: "Dusk", colors: ["#f97316", "#7c3aed"], mood: "warm" },
  { id: 2, title: "Fjord", colors: ["#0ea5e9", "#14532d"], mood: "cold" },
  { id: 3, title: "Ember", colors: ["#ef4444", "#fbbf24"], mood: "warm" },
  { id: 4, title: "Frost", colors: ["#e0f2fe", "#6366f1"], mood: "cold" },
] as const;

export type Art = (typeof art)[number];
export const background = ({ colors }: Art) => `linear-gradient(135deg, ${colors.join(", ")})`;
