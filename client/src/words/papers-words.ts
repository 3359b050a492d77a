// The words of the printed pages, which come when one of them is opened.
import { type PapersWords, papers } from './en/papers.ts';
import { useCatalogue } from './language.ts';

export function usePapersWords(): PapersWords {
  return useCatalogue(papers, (language) => language.papers);
}
