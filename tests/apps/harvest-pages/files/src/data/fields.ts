export interface Harvest {
  month: string;
  wheat: number;
  barley: number;
}

export interface Field {
  id: string;
  name: string;
  hectares: number;
  crop: 'wheat' | 'barley' | 'rapeseed';
  soil: { name: string; share: number }[];
}

export const harvests: Harvest[] = [
  { month: 'May', wheat: 12, barley: 20 },
  { month: 'Jun', wheat: 34, barley: 41 },
  { month: 'Jul', wheat: 88, barley: 63 },
  { month: 'Aug', wheat: 102, barley: 35 },
  { month: 'Sep', wheat: 40, barley: 12 },
];

export const fields: Field[] = [
  { id: 'north-ridge', name: 'North Ridge', hectares: 42, crop: 'wheat', soil: [{ name: 'Loam', share: 60 }, { name: 'Clay', share: 40 }] },
  { id: 'mill-meadow', name: 'Mill Meadow', hectares: 18, crop: 'barley', soil: [{ name: 'Sand', share: 25 }, { name: 'Loam', share: 75 }] },
  { id: 'long-acre', name: 'Long Acre', hectares: 61, crop: 'rapeseed', soil: [{ name: 'Clay', share: 80 }, { name: 'Silt', share: 20 }] },
];
