// Certificates as they lie in the records, and as pages read them.
import type { Selectable } from 'kysely';
import type { CertificateRow, CheckedCertificate, OwnCertificate } from '../../shared/protocol/program/certificates.ts';
import type { Tables } from '../database/tables.ts';
import { Fault } from '../ports/fault.ts';
import { hashOfFacts } from './draft.ts';
import { type CertificateFacts, meetingsOf, totalsOf } from './facts.ts';
import type { ReadPeriod } from './read-period.ts';

export type Kept = Selectable<Tables['certificates']>;

/** Throws `Fault` where the kept facts are no longer those that were kept. */
export function factsIn({ id, facts, facts_hash }: Pick<Kept, 'id' | 'facts' | 'facts_hash'>): CertificateFacts {
  if (hashOfFacts(facts) !== facts_hash)
    throw new Fault('certificates-unavailable', `what certificate ${id} says has been changed in the records`);
  return JSON.parse(facts) as CertificateFacts;
}

function commonOf(kept: Kept): Omit<OwnCertificate, 'groupName'> {
  const { meetings, minutes } = totalsOf(factsIn(kept).meetings);
  return {
    ...{ id: kept.id, number: kept.number, layout: kept.layout, from: kept.from_day, to: kept.to_day, meetings, minutes },
    madeAt: kept.made_at.getTime(),
    withdrawnAt: kept.withdrawn_at?.getTime() ?? null,
    withdrawnReason: kept.withdrawn_reason,
  };
}

/** `read`: what its group held in its period, as the records have it now. */
export function rowOf(kept: Kept, read: Pick<ReadPeriod, 'held'>): CertificateRow {
  const { name, meetings } = factsIn(kept);
  const now = meetingsOf(kept.person_id, read.held);
  const isOutdated = kept.withdrawn_at === null && JSON.stringify(now) !== JSON.stringify(meetings);
  return { ...commonOf(kept), personId: kept.person_id, name, isOutdated };
}

export function ownOf(kept: Kept): OwnCertificate {
  return { ...commonOf(kept), groupName: factsIn(kept).group };
}

/** What anybody may learn who holds the paper. */
export function checkedOf(kept: Kept | undefined): CheckedCertificate {
  if (kept === undefined) return { is: 'unknown' };
  const { number, program, name, from, to, meetings, madeOn } = factsIn(kept);
  const totals = totalsOf(meetings);
  return {
    is: kept.withdrawn_at === null ? 'valid' : 'withdrawn',
    ...{ number, program, initials: initialsOf(name), from, to, meetings: totals.meetings, minutes: totals.minutes, madeOn },
    withdrawnOn: kept.withdrawn_at?.toISOString().slice(0, 10) ?? null,
  };
}

function initialsOf(name: string): string {
  const letters = name.split(/[\s-]+/u).flatMap((part) => /\p{L}\p{M}*/u.exec(part)?.[0] ?? []);
  return letters.map((letter) => `${letter.toLocaleUpperCase('en')}.`).join(' ');
}
