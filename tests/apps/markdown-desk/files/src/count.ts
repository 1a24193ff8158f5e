export type Count = { words: number; characters: number };

export function countWords(text: string): Count {
  const words = text.trim().split(/\s+/u).filter(Boolean).length;
  return { words, characters: [...text].length };
}
