// The words of this part of the pages around the room; they come with the first page that says them.
import { type ProgramWords, program } from './en/program.ts';
import { useProgramCatalogue } from './program-language.ts';

export function useProgramWords(): ProgramWords {
  return useProgramCatalogue(program, (language) => language.program);
}
