// From the kept facts to the words on the paper, and all that Typst is given. The same facts give the same words, always.

import { template } from './certificate-template.ts';
import { type OwnText, ownText } from './drawable-text.ts';
import { type CertificateFacts, type CertifiedMeeting, totalsOf } from './facts.ts';
import type { ToDraw } from './typst-compiler.ts';
import { layoutOf } from './words/certificate-words.ts';
import type { CertificateWords } from './words/en.ts';

type Fact = { readonly label: string; readonly value: string } | { readonly label: string; readonly own: readonly OwnText[] };

interface Paper {
  readonly lang: string;
  readonly paper: string;
  readonly title: string;
  readonly heading: string;
  readonly issuer: OwnText;
  readonly certifies: string;
  readonly name: OwnText;
  readonly attended: string;
  readonly group: OwnText;
  readonly facts: readonly Fact[];
  readonly statementsHeading: string;
  readonly statements: readonly { readonly verdict: string; readonly text: string }[];
  readonly meetingsHeading: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly check: string;
  readonly checkAt: string;
  readonly code: string;
  readonly foot: string;
  readonly page: string;
  readonly fine: string;
}

export function composeCertificate(facts: CertificateFacts, code: string): ToDraw {
  return { template, inputs: { certificate: JSON.stringify(paperOf(facts, code)) }, madeAt: facts.madeAt };
}

function paperOf(facts: CertificateFacts, code: string): Paper {
  const { words, language, place, paper } = layoutOf(facts.layout);
  const day = dayIn(place);
  const own = (text: string) => ownText(text, language);
  const roles = new Set(facts.meetings.map(({ as }) => as));
  return {
    ...{ lang: language, paper, code, checkAt: facts.checkAt },
    title: words.title(facts.number),
    heading: words.heading,
    issuer: own(facts.program),
    certifies: words.certifies,
    name: own(facts.name),
    attended: words.attended[roles.size > 1 ? 'both' : roles.has('leader') ? 'leader' : 'member'],
    group: own(facts.group),
    facts: factsOf(facts, words, { day, own }),
    statementsHeading: words.statementsHeading,
    statements: statementsOf(facts, words),
    meetingsHeading: words.meetingsHeading,
    columns: [words.date, words.place, ...(roles.size > 1 ? [words.role] : []), words.counted],
    rows: facts.meetings.map((meeting) => [
      day(meeting.day),
      words.places[meeting.place],
      ...(roles.size > 1 ? [words.roles[meeting.as]] : []),
      String(meeting.minutes),
    ]),
    check: words.check,
    foot: words.foot(facts.number),
    page: words.page,
    fine: words.fine,
  };
}

interface Writing {
  readonly day: (day: string) => string;
  readonly own: (text: string) => OwnText;
}

function factsOf(facts: CertificateFacts, words: CertificateWords, { day, own }: Writing): readonly Fact[] {
  const { layout, meetings, leaders, doubleHours } = facts;
  const { minutes, inRoom, onScreen } = totalsOf(meetings);
  const count = (place: CertifiedMeeting['place']) => meetings.filter((each) => each.place === place).length;
  const led = leaders.map(({ name, credential }) => own(credential === null ? name : words.withCredential(name, credential)));
  return [
    { label: words.period, value: words.span(day(facts.from), day(facts.to)) },
    { label: words.meetings, value: words.ofHeld(meetings.length, facts.held) },
    { label: words.time, value: layout === 'german' ? words.minutes(minutes) : words.timeInHours(minutes, hoursIn(minutes)) },
    { label: words.inRoom, value: words.part(count('room'), inRoom) },
    { label: words.onScreen, value: words.part(count('screen'), onScreen) },
    ...(doubleHours === null
      ? []
      : [{ label: words.doubleHours, value: words.doubleHoursSum(doubleHours.inRoom, doubleHours.onScreen) }]),
    ...(led.length === 0 ? [] : [{ label: words.ledBy, own: led }]),
    { label: words.number, value: words.madeOn(facts.number, day(facts.madeOn)) },
  ];
}

function statementsOf({ doubleHours }: CertificateFacts, words: CertificateWords): Paper['statements'] {
  if (doubleHours === null) return [];
  const said = ['isClosedList', 'hasSameLeader', 'isFirstInRoom', 'isLastInRoom'] as const;
  return said.map((each) => ({ verdict: doubleHours[each] ? words.holds : words.doesNotHold, text: words.statements[each] }));
}

/** Rounded down: a certificate never says more than was attended. */
function hoursIn(minutes: number): string {
  return (Math.floor((minutes * 100) / 60) / 100).toFixed(2);
}

function dayIn(place: string): (day: string) => string {
  const format = new Intl.DateTimeFormat(place, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  return (day) => format.format(Date.parse(`${day}T12:00:00Z`));
}
