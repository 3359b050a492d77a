// Forms on a page that was opened long ago: what they send undoes nothing that somebody else has saved since.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { changedIn } from '../../client/src/program/parts/changed-in.ts';

const pages = 'client/src/program/pages';

test('a form of many fields sends what was changed in it, and nothing else', () => {
  const seen = { name: 'Tuesday', zone: 'Europe/Berlin', keepYears: 5, address: null };
  expect(changedIn(seen, seen)).toEqual({});
  expect(changedIn(seen, { ...seen, zone: 'Europe/Paris', address: null })).toEqual({ zone: 'Europe/Paris' });
  expect(changedIn<{ address: string | null }>({ address: 'ann@example.org' }, { address: null })).toEqual({ address: null });
});

/** What stands before the parenthesis that closes what was opened before it. */
function upToItsEnd(text: string): string {
  let open = 1;
  const end = [...text].findIndex((sign) => {
    if (sign === '(') open += 1;
    if (sign === ')') open -= 1;
    return open === 0;
  });
  return text.slice(0, end).trim();
}

/** What each page sends in place of something that others may change, and why that undoes nothing. */
const changes: Readonly<Record<string, readonly string[]>> = {
  'names what it has seen, and is refused when there is something newer': [
    'after/Research.tsx: api.research(group), body',
    'after/SurveyForm.tsx: api.survey(group), body',
    'contract/EditContract.tsx: api.contract(group.id), body',
    'dates/DateForm.tsx: api.meeting(meeting.id), { ...said, from: from ?? meeting.sequence } satisfies MeetingChange',
    'dates/SeriesForm.tsx: api.oneSeries(series.id), { from: seen, to } satisfies SeriesChange',
    'Form.tsx: api.form(group.id), body',
    'group/Seats.tsx: api.seats(group.id), { from, to: goal }',
  ],
  'sends only what was changed': [
    'Group.tsx: api.group(group.id), changedIn(seen, draft)',
    'people/PersonForm.tsx: api.person(programId, person.id), changedIn(cardOf(seen, person.isProved), cardOf(draft, person.isProved))',
    'program/ProgramSettings.tsx: api.program(program.id), changedIn(seen, said)',
    // By each field for itself.
    'MyAccount.tsx: api.me, wish',
  ],
  'is one thing, chosen at that moment': [
    'group/Convenors.tsx: api.convenors(group), { named }',
    'group/Seats.tsx: api.seat(group.id, seat.ref), roleOf(kind)',
    'people/PersonForm.tsx: api.person(programId, card.id), { addressIsRight: true } satisfies PersonChange',
    'Passkeys.tsx: api.passkey(passkey.id), { name }',
    'Rotation.tsx: api.rotation(group.id), { isOn }',
    'SignInWays.tsx: api.provider(program.id, id), { isRequired }',
  ],
};

test('every change of what others may change too is one of these', () => {
  const found = readdirSync(pages, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .flatMap((file) => {
      const text = readFileSync(join(pages, file), 'utf8').replace(/\s+/g, ' ');
      return [...text.matchAll(/\bask(?:<[^>]*>)?\( ?'(?:PUT|PATCH)', /g)].map(
        ({ 0: { length }, index }) => `${file}: ${upToItsEnd(text.slice(index + length))}`,
      );
    });
  expect(found.sort()).toEqual(Object.values(changes).flat().sort());
});
