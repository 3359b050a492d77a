// What the bodies ask of whoever wants to lead, as their own pages said it when they were read, beside what a log has. No number here is ours.
// What cannot be counted (membership, a supervisor's report, being observed by trainers) is said on the page.
import type { LogEntry, Requirement } from '../../shared/protocol/program/credential-log.ts';

/** Most of these pages bear no year. */
const readIn = 2026;
const doubleHour = 90;

interface Source {
  readonly address: string;
  readonly sourceOf: number | null;
}
const sources = {
  abs: { address: 'https://americanbalintsociety.org/content.aspx?page_id=22&club_id=445043&module_id=170722', sourceOf: null },
  ukTraining: { address: 'https://balint.co.uk/leadership-2/required-experience-and-training-programme/', sourceOf: null },
  anz: { address: 'https://balintanz.org/accredited-leadership/accreditation-pathway/', sourceOf: null },
  ibf: { address: 'https://www.balintinternational.com/guidelines-on-balint-group-leadership/', sourceOf: 2016 },
  german: { address: 'https://www.medico-seminare.de/balintgruppen/termine-balintgruppe.html', sourceOf: null },
} as const satisfies Record<string, Source>;

/** `today`, such as `2027-03-02`. */
export function whatBodiesAsk(entries: readonly LogEntry[], today: string): readonly Requirement[] {
  const of = (...kinds: LogEntry['kind'][]) => entries.filter(({ kind }) => kinds.includes(kind));
  const led = of('led', 'coLed');
  const since = (some: readonly LogEntry[], years: number) =>
    some.filter(({ day }) => day > yearsBefore(today, years) && day <= today);
  const [members, supervision, intensives] = [of('member'), of('supervision'), of('intensive')];
  const inRoom = ({ place }: LogEntry) => place === 'room';
  return [
    ask('abs', 'absMonths', monthsIn(since(led, 2)), 24, sources.abs),
    ask('abs', 'absSupervision', since(supervision, 2).length, 12, sources.abs),
    ask('abs', 'absIntensives', intensives.length, 3, sources.abs),
    ask('uk', 'ukMemberTrained', members.length, 8, sources.ukTraining),
    ask('uk', 'ukMember', members.length, 20, sources.ukTraining),
    ask('uk', 'ukCoLed', led.length, 20, sources.ukTraining),
    ask('uk', 'ukIntensives', intensives.length, 2, sources.ukTraining),
    ask('anz', 'anzCases', sum(led.map(({ cases }) => cases ?? 0)), 30, sources.anz),
    ask('anz', 'anzMeetings', led.length, 20, sources.anz),
    ask('anz', 'anzSupervision', since(supervision, 1).length, 10, sources.anz),
    ask('anz', 'anzIntensives', intensives.length, 2, sources.anz),
    ask('anz', 'anzInRoom', percent(led.filter(inRoom).length, led.length), 50, sources.anz),
    ask('ibf', 'ibfCoLed', of('coLed').length, null, sources.ibf),
    ask('ibf', 'ibfSupervision', supervision.length, null, sources.ibf),
    ask('german', 'germanDoubleHours', doubleHoursIn(members), 15, sources.german),
    ask('german', 'germanInRoom', Math.floor(sum(members.filter(inRoom).map(({ minutes }) => minutes)) / 60), 15, sources.german),
    ask('german', 'germanMonths', wholeMonthsOver(members), 6, sources.german),
  ];
}

function ask(of: Requirement['of'], what: Requirement['what'], have: number, need: number | null, source: Source): Requirement {
  return { of, what, have, need, ...source, readIn };
}

function yearsBefore(day: string, years: number): string {
  return `${String(Number(day.slice(0, 4)) - years).padStart(4, '0')}${day.slice(4)}`;
}

function monthsIn(some: readonly LogEntry[]): number {
  return new Set(some.map(({ day }) => day.slice(0, 7))).size;
}

/** On screen a meeting is one at most. */
function doubleHoursIn(some: readonly LogEntry[]): number {
  return sum(
    some.map(({ minutes, place }) =>
      place === 'room' ? Math.floor(minutes / doubleHour) : Math.min(1, Math.floor(minutes / doubleHour)),
    ),
  );
}

/** From the first to the last. */
function wholeMonthsOver(some: readonly LogEntry[]): number {
  const days = some.map(({ day }) => day).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return 0;
  const [[fromYear = 0, fromMonth = 0, fromDay = 0], [toYear = 0, toMonth = 0, toDay = 0]] = [first, last].map((day) =>
    day.split('-').map(Number),
  ) as [number[], number[]];
  return (toYear - fromYear) * 12 + (toMonth - fromMonth) - (toDay < fromDay ? 1 : 0);
}

const percent = (part: number, whole: number) => (whole === 0 ? 0 : Math.floor((part * 100) / whole));
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
