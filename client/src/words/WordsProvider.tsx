// Gives the page its language, says so to whoever reads it aloud, and fetches the room's words while the doorstep is read.
import { type ReactNode, useEffect } from 'react';
import { useDoorWords } from './door-words.ts';
import { fetchWords, LanguageContext } from './language.ts';
import type { Language } from './languages.ts';

export function WordsProvider({ language, children }: { readonly language: Language | null; readonly children?: ReactNode }) {
  useEffect(() => {
    if (language !== null) void fetchWords(language.room);
  }, [language]);
  return (
    <LanguageContext value={language}>
      <PageLanguage />
      {children}
    </LanguageContext>
  );
}

function PageLanguage() {
  const { language } = useDoorWords();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return null;
}
