// The words of the help sheet, which come when it is opened.
import { type HelpWords, help } from './en/help.ts';
import { useCatalogue } from './language.ts';

export function useHelpWords(): HelpWords {
  return useCatalogue(help, (language) => language.help);
}
