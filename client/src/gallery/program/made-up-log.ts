// The log of somebody who learns to lead, made up.
import type { CredentialLog, LogEntry, Requirement } from '../../../../shared/protocol/program/credential-log.ts';
import { idOf } from './made-up-people.ts';

type Has = (circumstance: string) => boolean;

const dayBefore = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

const entries: readonly LogEntry[] = Array.from({ length: 9 }, (_, n) => ({
  ...{ id: idOf(8000 + n), source: n % 3 === 2 ? 'own' : 'room', day: dayBefore(n * 14), minutes: n % 3 === 2 ? 60 : 90 },
  ...{
    kind: n % 3 === 2 ? 'supervision' : n % 3 === 1 ? 'coLed' : 'led',
    cases: n % 3 === 2 ? null : 2,
    place: n % 4 ? 'screen' : 'room',
  },
  group: n % 3 === 2 ? null : 'Tuesday group',
  ...{ isConfirmed: n > 4, confirmedBy: n > 4 ? 'Ruth Silva' : null },
  ...(n % 3 === 2 ? { withId: idOf(1010), with: 'Ruth Silva' } : { withId: null, with: null }),
}));

const asked = (of: Requirement['of'], what: Requirement['what'], have: number, need: number | null): Requirement => ({
  ...{ of, what, have, need, readIn: 2026, sourceOf: of === 'ibf' ? 2016 : null, address: 'https://example.org/' },
});

export function madeUpLog(has: Has): CredentialLog {
  const own = has('empty') ? [] : entries;
  return {
    entries: own,
    requirements: [
      ...[asked('abs', 'absMonths', 5, 24), asked('abs', 'absSupervision', 3, 12), asked('abs', 'absIntensives', 0, 3)],
      ...[asked('uk', 'ukCoLed', 6, 20), asked('anz', 'anzCases', 12, 30), asked('anz', 'anzInRoom', 50, 50)],
      ...[asked('ibf', 'ibfCoLed', 3, null), asked('german', 'germanDoubleHours', 0, 15)],
    ],
    mayAdd: true,
    supervisors: has('empty')
      ? []
      : [
          { id: idOf(1010), name: 'Ruth Silva', since: Date.now() - 120 * 86_400_000, until: null },
          { id: idOf(1011), name: 'Tomas Hale', since: Date.now() - 500 * 86_400_000, until: Date.now() - 120 * 86_400_000 },
        ],
    supervised: has('supervisor')
      ? [{ groupId: idOf(100), personId: idOf(1004), name: 'Eva Lind', asId: idOf(1010), entries: entries.slice(0, 5) }]
      : [],
  };
}
