export interface Question {
  text: string;
  answers: string[];
  /** Index of the right answer. */
  right: number;
  why: string;
}

export const questions: Question[] = [
  {
    text: "Which is the longest mountain range on land?",
    answers: ["The Himalayas", "The Andes", "The Rocky Mountains", "The Alps"],
    right: 1,
    why: "The Andes run along the west of South America for about 7,000 km.",
  },
  {
    text: "Which is the largest ocean?",
    answers: ["The Atlantic", "The Indian Ocean", "The Pacific", "The Arctic Ocean"],
    right: 2,
    why: "The Pacific covers about a third of the Earth.",
  },
  {
    text: "What is the capital of Australia?",
    answers: ["Sydney", "Melbourne", "Perth", "Canberra"],
    right: 3,
    why: "Canberra was founded as the capital, between Sydney and Melbourne.",
  },
  {
    text: "Which country has the largest area?",
    answers: ["Russia", "Canada", "China", "Brazil"],
    right: 0,
    why: "Russia has about 17 million square kilometres, Canada about 10.",
  },
  {
    text: "On which continent is the Sahara?",
    answers: ["Asia", "Africa", "Australia", "South America"],
    right: 1,
    why: "The Sahara reaches across North Africa, from the Atlantic to the Red Sea.",
  },
  {
    text: "Which of these rivers flows north?",
    answers: ["The Mississippi", "The Ganges", "The Nile", "The Mekong"],
    right: 2,
    why: "The Nile flows north, into the Mediterranean Sea.",
  },
  {
    text: "What is the capital of Canada?",
    answers: ["Toronto", "Vancouver", "Montreal", "Ottawa"],
    right: 3,
    why: "Ottawa lies on the border of Ontario and Quebec.",
  },
  {
    text: "Which is the smallest country in the world?",
    answers: ["Vatican City", "Monaco", "San Marino", "Liechtenstein"],
    right: 0,
    why: "Vatican City has less than half a square kilometre.",
  },
  {
    text: "On the border of which countries does Mount Everest stand?",
    answers: ["India and Pakistan", "Nepal and China", "Bhutan and India", "Nepal and India"],
    right: 1,
    why: "The border of Nepal and China runs across its summit.",
  },
  {
    text: "Which is the largest island?",
    answers: ["Madagascar", "Borneo", "Greenland", "Iceland"],
    right: 2,
    why: "Greenland has more than two million square kilometres; Australia counts as a continent.",
  },
];
