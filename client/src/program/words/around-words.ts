// The words of this part of the pages around the room; they come with the first page that says them.
import { type AroundWords, around } from './en/around.ts';
import { useProgramCatalogue } from './program-language.ts';

export function useAroundWords(): AroundWords {
  return useProgramCatalogue(around, (language) => language.around);
}
