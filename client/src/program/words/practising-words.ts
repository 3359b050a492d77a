// The words of this part of the pages around the room; they come with the first page that says them.
import { type PractisingWords, practising } from './en/practising.ts';
import { useProgramCatalogue } from './program-language.ts';

export function usePractisingWords(): PractisingWords {
  return useProgramCatalogue(practising, (language) => language.practising);
}
