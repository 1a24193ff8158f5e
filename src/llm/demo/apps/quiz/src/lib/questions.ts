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
    text: "Which planet has the shortest day?",
    answers: ["Mercury", "Earth", "Jupiter", "Neptune"],
    right: 2,
    why: "Jupiter turns once in a little under ten hours.",
  },
  {
    text: "What is the capital of Australia?",
    answers: ["Sydney", "Melbourne", "Perth", "Canberra"],
    right: 3,
    why: "Canberra was founded as the capital, between Sydney and Melbourne.",
  },
  {
    text: "Which metal is liquid at room temperature?",
    answers: ["Mercury", "Lead", "Tin", "Zinc"],
    right: 0,
    why: "Mercury melts at about 39 degrees below zero Celsius.",
  },
  {
    text: "How many bones does a grown person have?",
    answers: ["106", "206", "306", "406"],
    right: 1,
    why: "Newborns have more; some grow together.",
  },
  {
    text: "Which of these rivers flows north?",
    answers: ["The Mississippi", "The Ganges", "The Nile", "The Mekong"],
    right: 2,
    why: "The Nile flows north, into the Mediterranean Sea.",
  },
  {
    text: "Who wrote One Hundred Years of Solitude?",
    answers: ["Isabel Allende", "Jorge Luis Borges", "Pablo Neruda", "Gabriel García Márquez"],
    right: 3,
    why: "Gabriel García Márquez published it in 1967.",
  },
  {
    text: "Which animal sleeps standing up?",
    answers: ["The horse", "The cat", "The bear", "The fox"],
    right: 0,
    why: "Horses can lock their legs and doze on their feet.",
  },
];
