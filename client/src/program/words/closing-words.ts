// The words of closing and opening again; they come with the first page that says them.
import { type ClosingWords, closing } from './en/closing.ts';
import { useProgramCatalogue } from './program-language.ts';

export function useClosingWords(): ClosingWords {
  return useProgramCatalogue(closing, (language) => language.closing);
}
