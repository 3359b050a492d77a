// The words of this part of the pages around the room; they come with the first page that says them.
import { type GroupWords, group } from './en/group.ts';
import { useProgramCatalogue } from './program-language.ts';

export function useGroupWords(): GroupWords {
  return useProgramCatalogue(group, (language) => language.group);
}
