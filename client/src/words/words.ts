// The catalogue a component reads its words from. Components hold no sentence of their own.
import { en, type Words } from './en.ts';
import { useCatalogue } from './language.ts';

export function useWords(): Words {
  return useCatalogue(en, (language) => language.room);
}
