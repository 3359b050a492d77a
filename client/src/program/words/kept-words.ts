// The words of this part of the pages around the room; they come with the first page that says them.
import { type KeptWords, kept } from './en/kept.ts';
import { useProgramCatalogue } from './program-language.ts';

export function useKeptWords(): KeptWords {
  return useProgramCatalogue(kept, (language) => language.kept);
}
