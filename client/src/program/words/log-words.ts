// The words of this part of the pages around the room; they come with the first page that says them.
import { type LogWords, log } from './en/log.ts';
import { useProgramCatalogue } from './program-language.ts';

export function useLogWords(): LogWords {
  return useProgramCatalogue(log, (language) => language.log);
}
