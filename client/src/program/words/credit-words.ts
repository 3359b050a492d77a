// The words of this part of the pages around the room; they come with the first page that says them.
import { type CreditWords, credit } from './en/credit.ts';
import { useProgramCatalogue } from './program-language.ts';

export function useCreditWords(): CreditWords {
  return useProgramCatalogue(credit, (language) => language.credit);
}
