// The words of this part of the pages around the room; they come with the first page that says them.
import { type MakingWords, making } from './en/making.ts';
import { useProgramCatalogue } from './program-language.ts';

export function useMakingWords(): MakingWords {
  return useProgramCatalogue(making, (language) => language.making);
}
