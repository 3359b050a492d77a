// The words of this part of the pages around the room; they come with the first page that says them.
import { type ConveningWords, convening } from './en/convening.ts';
import { useProgramCatalogue } from './program-language.ts';

export function useConveningWords(): ConveningWords {
  return useProgramCatalogue(convening, (language) => language.convening);
}
