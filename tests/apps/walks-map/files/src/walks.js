export const walks = [
  { id: 1, name: 'Old harbour', km: 3.2, at: [53.545, 9.97] },
  { id: 2, name: 'Stadtpark', km: 5.1, at: [53.597, 10.02] },
  { id: 3, name: 'Elbe beach', km: 7.4, at: [53.544, 9.88] },
]
