// What a society calls its phases on its own pages, in the language of the group where we have found its words, else in English (R1.7).
// Words that no page was found for are left to the catalogue.
import type { PhaseId } from './phases.ts';

type Names = Readonly<Partial<Record<PhaseId, string>>>;
type Languages = Readonly<Record<string, Names>> & { readonly en: Names };

const words: Readonly<Record<string, Languages>> = {
  // americanbalintsociety.org, page 22: "casework"; no page of theirs says "associations".
  'ABS 60/1': { en: { associative: 'Casework' } },
  // mforum.com.au, "Balint groups, what are they": the presenter "returns to the discussion"; "In the group discussion".
  'ANZ-UK 90/2': { en: { associative: 'Group discussion', closingRound: 'Back in the discussion' } },
  // balint-ev.de and balintgesellschaft.de: "Fallvorstellung"; Balint Journal 2001: "Verständnisfragen"; agbalintgruppenarbeit.de: "Einfälle".
  'German 90/1': {
    en: { presentation: 'The case', clarifying: 'Questions of understanding', associative: 'What comes to mind' },
    de: { presentation: 'Fallvorstellung', clarifying: 'Verständnisfragen', associative: 'Einfälle' },
  },
  // balintcsoport.suli.hu and Harrach & Schnell 2008: "esetismertetés", "tisztázás", "szabad asszociáció", "visszajelzés".
  Hungarian: {
    en: { clarifying: 'Clearing up the facts', associative: 'Free association', closingRound: 'Closing talk' },
    hu: {
      presentation: 'Esetismertetés',
      clarifying: 'Tisztázó kérdések',
      associative: 'Szabad asszociáció',
      closingRound: 'Záró beszélgetés',
    },
  },
  // medecine-integree.com and ch-poitiers.fr: "Qui a un cas ?", "associations libres"; amigb.it: "presentazione di un caso", "discussione".
  'Classic 90/1': {
    en: { associative: 'The group’s discussion' },
    fr: { caseCall: 'Qui a un cas ?', presentation: 'Récit', associative: 'Associations libres' },
    it: { presentation: 'Racconto del caso', associative: 'Discussione' },
  },
  // balint.cn, contents of 巴林特小组入门和案例: 2.9 to 2.19.
  'Chinese 90/1': {
    en: {
      presentation: 'Telling the case',
      aim: 'Naming an aim',
      clarifying: 'Clearing up the facts',
      images: 'Inner images',
      associative: 'Group discussion',
    },
    zh: {
      caseCall: '邀请案例',
      presentation: '讲述案例',
      aim: '提出目标',
      clarifying: '澄清事实',
      images: '冥想和想象',
      associative: '小组讨论',
      closingRound: '提案例者回到小组',
    },
  },
};

export function societyWords(preset: string, language: string): Names {
  const of = Object.hasOwn(words, preset) ? words[preset] : undefined;
  return of ? ((Object.hasOwn(of, language) ? of[language] : of.en) ?? {}) : {};
}
