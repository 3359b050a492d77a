// The words of this part of the pages around the room; they come with the first page that says them.
import { type FormWords, form } from './en/form.ts';
import { useProgramCatalogue } from './program-language.ts';

export function useFormWords(): FormWords {
  return useProgramCatalogue(form, (language) => language.form);
}
