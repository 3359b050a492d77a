// The words of this part of the pages around the room; they come with the first page that says them.
import { type HomeWords, home } from './en/home.ts';
import { useProgramCatalogue } from './program-language.ts';

export function useHomeWords(): HomeWords {
  return useProgramCatalogue(home, (language) => language.home);
}
