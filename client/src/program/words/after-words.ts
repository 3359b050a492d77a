// The words of this part of the pages around the room; they come with the first page that says them.
import { type AfterWords, after } from './en/after.ts';
import { useProgramCatalogue } from './program-language.ts';

export function useAfterWords(): AfterWords {
  return useProgramCatalogue(after, (language) => language.after);
}
