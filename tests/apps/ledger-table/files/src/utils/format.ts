export const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'EUR' });
export type SortKey = 'id' | 'payee' | 'category' | 'amount';
export type Sort = { key: SortKey; desc: boolean };
