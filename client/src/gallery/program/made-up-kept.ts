// What a server would say that it keeps about somebody, made up.
import type { ErasureView, Kept, KeptFact, KeptKind, KeptRow } from '../../../../shared/protocol/program/kept.ts';

type Has = (circumstance: string) => boolean;

const day = 86_400_000;

const moment = (name: string, days: number): KeptFact => ({ name, value: Date.now() + days * day, isMoment: true });
const row = (days: number | null, ...facts: KeptFact[]): KeptRow => ({
  until: days === null ? null : Date.now() + days * day,
  facts,
});
const said = (name: string, value: string | number | boolean): KeptFact => ({ name, value });

export function kept(has: Has): Kept {
  const meetings = Array.from({ length: 12 }, (_, n) =>
    row(
      3650 - n * 14,
      ...[
        said('group', 'Tuesday group'),
        moment('meeting', -n * 14 - 3),
        said('attended_as', 'member'),
        said('minutes', 60 - (n % 3)),
      ],
      ...[said('place', 'screen'), said('credit_minutes', 58 - (n % 3))],
    ),
  );
  const ofSeat: KeptKind[] = [
    {
      kind: 'people',
      erased: 'credit',
      rows: [row(null, said('full_name', 'Ann Adler'), said('short_name', 'Ann'), said('program', 'Balint Norway'))],
    },
    {
      kind: 'seats',
      erased: 'row',
      rows: [row(null, said('group', 'Tuesday group'), said('role', 'member'), said('position', 2))],
    },
    { kind: 'attendance', erased: 'credit', rows: meetings },
    {
      kind: 'agreements',
      erased: 'credit',
      rows: [row(3650, said('group', 'Tuesday group'), said('version', 2), moment('agreed_at', -90))],
    },
  ];
  if (has('byLink')) return { kinds: ofSeat, at: Date.now() };
  return {
    kinds: [
      { kind: 'accounts', erased: 'row', rows: [row(null, said('language', 'nb'), moment('created_at', -400))] },
      {
        kind: 'account_addresses',
        erased: 'row',
        rows: [row(null, said('address', 'ann.adler@hospital.example.org'), moment('proved_at', -400))],
      },
      ...ofSeat,
      { kind: 'mails', erased: 'row', rows: [row(28, said('kind', 'reminderDay'), said('state', 'sent'), moment('done_at', -2))] },
      { kind: 'pair_notes', erased: 'row', rows: [row(null)] },
      {
        kind: 'acts',
        erased: 'blank',
        rows: [row(1000, said('group', 'Tuesday group'), said('act', 'seat-given'), moment('done_at', -95))],
      },
    ],
    at: Date.now(),
  };
}

export function erasure(has: Has): ErasureView {
  const counted = (kind: string, rows: number) => ({ kind, rows });
  if (has('byLink'))
    return {
      goes: [counted('seats', 1), counted('sessions', 1)],
      stays: ['people', 'attendance', 'agreements'].map((kind) => ({
        ...counted(kind, 1),
        until: kind === 'people' ? null : Date.now() + 3650 * day,
      })),
      ...{ blank: [], onlyCoordinatorOf: [], onlyLeaderOf: [], confirm: 'erase' },
    };
  return {
    goes: [
      counted('accounts', 1),
      counted('account_addresses', 1),
      counted('seats', 1),
      counted('mails', 1),
      counted('pair_notes', 1),
    ],
    stays: has('empty')
      ? []
      : ['people', 'attendance', 'agreements'].map((kind) => ({
          ...counted(kind, 3),
          until: kind === 'people' ? null : Date.now() + 3650 * day,
        })),
    blank: [counted('acts', 1)],
    onlyCoordinatorOf: has('coordinator') ? ['Balint Norway'] : [],
    onlyLeaderOf: has('coordinator') ? ['Tuesday group'] : [],
    confirm: 'ann.adler@hospital.example.org',
  };
}
