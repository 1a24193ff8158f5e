export interface Row {
  id: number;
  payee: string;
  category: Category;
  amount: number;
}

export enum Category {
  Food = 'Food',
  Rent = 'Rent',
  Travel = 'Travel',
  Income = 'Income',
}

const payees = ['Bakery', 'Landlord', 'Railway', 'Employer', 'Market', 'Airline'];

/** A small seeded generator, so that every run shows the same rows. */
export function makeRows(count: number, seed = 7): Row[] {
  let state = seed;
  const next = () => (state = (state * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff;
  const categories = Object.values(Category);
  return Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    payee: `${payees[Math.floor(next() * payees.length)]} ${index + 1}`,
    category: categories[Math.floor(next() * categories.length)],
    amount: Math.round((next() * 2000 - 1000) * 100) / 100,
  }));
}
