export type Bread = { name: string; grain: "rye" | "wheat" }
export const breads: Bread[] = [
  { name: "Black rye", grain: "rye" },
  { name: "Baguette", grain: "wheat" },
]
