// The words of the page of a group's mails; they come with it.
import { type GroupMailsWords, groupMails } from './en/group-mails.ts';
import { useProgramCatalogue } from './program-language.ts';

export function useGroupMailsWords(): GroupMailsWords {
  return useProgramCatalogue(groupMails, (language) => language.groupMails);
}
