export type Book = { id: number; title: string; author: string; loaned: boolean }

export const books: Book[] = [
  { id: 1, title: 'The Waves', author: 'Virginia Woolf', loaned: false },
  { id: 2, title: 'Invisible Cities', author: 'Italo Calvino', loaned: true },
  { id: 3, title: 'Pedro Páramo', author: 'Juan Rulfo', loaned: false },
  { id: 4, title: 'Snow Country', author: 'Yasunari Kawabata', loaned: false },
]
