// The words of practising, which come with it alone.
import { type PracticeWords, practice } from './en/practice.ts';
import { useCatalogue } from './language.ts';

export function usePracticeWords(): PracticeWords {
  return useCatalogue(practice, (language) => language.practice);
}
