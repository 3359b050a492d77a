// The language that is spoken on the page, and how a component waits for one of its catalogues.
import { createContext, use } from 'react';
import type { Language } from './languages.ts';

type Load<Catalogue> = () => Promise<{ readonly words: Catalogue }>;

/** Null is English. */
export const LanguageContext = createContext<Language | null>(null);

/** Each is asked for once; what cannot be fetched is null. */
const asked = new WeakMap<Load<unknown>, Promise<unknown>>();

export function fetchWords<Catalogue>(load: Load<Catalogue>): Promise<Catalogue | null> {
  const known = asked.get(load) as Promise<Catalogue | null> | undefined;
  if (known) return known;
  const words = load().then(
    (module) => module.words,
    () => null,
  );
  asked.set(load, words);
  return words;
}

/** `english` until there is another language, and where that one cannot be had. A component that has to wait is suspended. */
export function useCatalogue<Catalogue>(english: Catalogue, loadOf: (language: Language) => Load<Catalogue>): Catalogue {
  const language = use(LanguageContext);
  return language === null ? english : (use(fetchWords(loadOf(language))) ?? english);
}
