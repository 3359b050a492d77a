// The languages that the pages around the room speak. English stands without loading; another brings each catalogue when a page needs it.
import { createContext, use } from 'react';
import { fetchWords } from '../../words/language.ts';
import type { AfterWords } from './en/after.ts';
import type { AroundWords } from './en/around.ts';
import type { CertificateWords } from './en/certificates.ts';
import type { ClosingWords } from './en/closing.ts';
import type { ConveningWords } from './en/convening.ts';
import type { CreditWords } from './en/credit.ts';
import type { FormWords } from './en/form.ts';
import type { GroupWords } from './en/group.ts';
import type { GroupMailsWords } from './en/group-mails.ts';
import type { HomeWords } from './en/home.ts';
import type { KeptWords } from './en/kept.ts';
import type { LogWords } from './en/log.ts';
import type { MakingWords } from './en/making.ts';
import type { PractisingWords } from './en/practising.ts';
import type { ProgramWords } from './en/program.ts';

type Load<Catalogue> = () => Promise<{ readonly words: Catalogue }>;

export interface ProgramLanguage {
  readonly around: Load<AroundWords>;
  readonly home: Load<HomeWords>;
  readonly form: Load<FormWords>;
  readonly making: Load<MakingWords>;
  readonly group: Load<GroupWords>;
  readonly practising: Load<PractisingWords>;
  readonly groupMails: Load<GroupMailsWords>;
  readonly program: Load<ProgramWords>;
  readonly kept: Load<KeptWords>;
  readonly after: Load<AfterWords>;
  readonly credit: Load<CreditWords>;
  readonly closing: Load<ClosingWords>;
  readonly certificates: Load<CertificateWords>;
  readonly convening: Load<ConveningWords>;
  readonly log: Load<LogWords>;
}

/** By the code that a browser asks with: `de: { around: () => import('./de/around.ts'), … }`. */
export const programLanguages: Readonly<Record<string, ProgramLanguage>> = {};

/** Null is English. */
export const ProgramLanguageContext = createContext<ProgramLanguage | null>(null);

export function useProgramCatalogue<Catalogue>(
  english: Catalogue,
  loadOf: (language: ProgramLanguage) => Load<Catalogue>,
): Catalogue {
  const language = use(ProgramLanguageContext);
  return language === null ? english : (use(fetchWords(loadOf(language))) ?? english);
}
