export const breads = [
  {
    name: "River sourdough",
    text: "Wheat and a little rye, 30 hours in the cold, a dark crust that sings when it leaves the oven.",
  },
  {
    name: "Whole rye",
    text: "Dense and mild, baked in the tin overnight. Best from the second day, with butter and salt.",
  },
  {
    name: "Cardamom buns",
    text: "Twisted by hand, with freshly ground cardamom and brown sugar. Gone by ten on most Saturdays.",
  },
];

export const hours = [
  { days: "Tuesday to Friday", time: "6:30 – 14:00" },
  { days: "Saturday", time: "7:00 – 13:00" },
  { days: "Sunday and Monday", time: "closed, the dough rests" },
];
