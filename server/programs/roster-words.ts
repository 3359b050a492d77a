// What columns, roles and languages are called in the first line and the cells of a roster: in English and German, and some in French.
import type { Role } from '../../shared/ritual/roles.ts';

export type RosterColumn =
  | 'name'
  | 'firstName'
  | 'lastName'
  | 'shortName'
  | 'address'
  | 'language'
  | 'zone'
  | 'workplace'
  | 'group'
  | 'role';

const columns: Readonly<Record<RosterColumn, string>> = {
  name: 'name|full name|names|vollstandiger name|vor- und nachname|nom complet|person',
  firstName: 'first name|given name|forename|vorname|prenom',
  lastName: 'last name|surname|family name|nachname|familienname|nom|nom de famille',
  shortName: 'short name|called|rufname|kurzname',
  address: 'email|e-mail|mail|email address|e-mail address|e-mail-adresse|emailadresse|mailadresse|address|adresse|courriel',
  language: 'language|sprache|langue',
  zone: 'zone|time zone|timezone|zeitzone|fuseau horaire',
  workplace:
    'workplace|place of work|clinic|hospital|practice|institution|arbeitsplatz|arbeitsort|arbeitsstatte|klinik|praxis|einrichtung',
  group:
    'group|groups|balint group|balint groups|gruppe|gruppen|balintgruppe|balintgruppen|balint-gruppe|balint-gruppen|groupe|groupes',
  role: 'role|rolle|funktion|function',
};

const roles: Readonly<Record<Role, string>> = {
  leader: 'leader|group leader|leitung|leiter|leiterin|gruppenleitung|gruppenleiter|gruppenleiterin|animateur|animatrice',
  coLeader: 'co-leader|coleader|co leader|co-leitung|coleitung|ko-leitung|co-leiter|co-leiterin|ko-leiter|ko-leiterin',
  member: 'member|mitglied|teilnehmer|teilnehmerin|teilnehmende|participant|membre',
  observer: 'observer|beobachter|beobachterin|hospitant|hospitantin|observateur|observatrice',
};

const languages: Readonly<Record<string, string>> = {
  en: 'english|englisch|anglais',
  de: 'german|deutsch|allemand',
  fr: 'french|franzosisch|francais',
  hu: 'hungarian|ungarisch|magyar',
  es: 'spanish|spanisch|espanol',
  pl: 'polish|polnisch|polski',
};

/** Without accents, capitals and what stands in brackets. */
function plain(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\([^()]*\)|[*:]/g, ' ')
    .replace(/[\s_]+/g, ' ')
    .trim()
    .toLowerCase();
}

function keyIn<K extends string>(words: Readonly<Record<K, string>>, word: string): K | null {
  const looked = plain(word);
  return (Object.keys(words) as K[]).find((key) => words[key].split('|').includes(looked)) ?? null;
}

export function columnOf(head: string): RosterColumn | null {
  return keyIn(columns, head);
}

export function roleOf(cell: string): Role | null {
  return keyIn(roles, cell);
}

export function languageOf(cell: string): string | null {
  return /^[a-z]{2}$/i.test(cell) ? cell.toLowerCase() : keyIn(languages, cell);
}
