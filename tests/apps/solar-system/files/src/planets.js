export const PLANETS = [
  { name: 'Mercury', radius: 0.4, distance: 4, speed: 4.1, color: 0x9e9e9e },
  { name: 'Venus', radius: 0.7, distance: 6, speed: 1.6, color: 0xe6b35a },
  { name: 'Earth', radius: 0.75, distance: 8.5, speed: 1, color: 0x3f7fff },
  { name: 'Mars', radius: 0.5, distance: 11, speed: 0.53, color: 0xd4552d },
]
