// One certificate before it has a number: what it would say of a person, and why it cannot be made.
import { createHash } from 'node:crypto';
import type { CertificateFault, CertificatePeriod } from '../../shared/protocol/program/certificates.ts';
import { composeCertificate } from './compose-certificate.ts';
import { isSeenAsRead } from './drawable-text.ts';
import type { DrawingDesk } from './drawing-desk.ts';
import { type CertificateFacts, doubleHoursFor, meetingsOf } from './facts.ts';
import type { ReadPeriod } from './read-period.ts';

export interface Draft {
  readonly personId: string;
  readonly facts: CertificateFacts;
  readonly fault: CertificateFault | null;
  readonly undrawable: readonly string[];
}

/** As wide as any number and code. */
const noNumber = '0000-0000';
const noCode = '00000-00000-00000-00000';

/** What of the words that are on everybody's certificate cannot be drawn. */
export async function undrawableIn(desk: DrawingDesk, period: CertificatePeriod, read: ReadPeriod): Promise<readonly string[]> {
  const words = [read.program, read.group, ...read.leaders.flatMap(({ name, credential }) => [name, credential ?? ''])];
  const unseen = words.filter((text) => !isSeenAsRead(text));
  if (unseen.length > 0) return unseen.map((text) => text.replace(/[\p{C}\p{Default_Ignorable_Code_Point}]/gu, '\ufffd'));
  const leaders = read.leaders.map(({ name, credential }) => ({ name, credential }));
  const drawn = await desk.draw(composeCertificate({ ...factsOf('', '.', period, read), leaders }, noCode));
  return Buffer.isBuffer(drawn) ? [] : drawn.undrawable;
}

export async function draftOf(
  desk: DrawingDesk,
  { id, name }: { readonly id: string; readonly name: string },
  period: CertificatePeriod,
  read: ReadPeriod,
): Promise<Draft> {
  const facts = factsOf(id, name, period, read);
  const draft = { personId: id, facts, undrawable: [] };
  if (facts.meetings.length === 0) return { ...draft, fault: 'never-there' };
  if (!isSeenAsRead(name)) return { ...draft, fault: 'not-readable' };
  const drawn = await desk.draw(composeCertificate(facts, noCode));
  if (Buffer.isBuffer(drawn)) return { ...draft, fault: null };
  return { ...draft, fault: 'not-drawable', undrawable: drawn.undrawable };
}

function factsOf(personId: string, name: string, { from, to, layout }: CertificatePeriod, read: ReadPeriod): CertificateFacts {
  const attended = new Set(read.held.filter(({ present }) => present.some((one) => one.personId === personId)));
  const leadThen = (leader: string) =>
    [...attended].some(({ present }) => present.some((one) => one.personId === leader && one.as === 'leader'));
  return {
    ...{ version: 1, layout, name, from, to, number: noNumber, program: read.program, group: read.group },
    held: read.held.length,
    meetings: meetingsOf(personId, read.held),
    leaders: read.leaders
      .filter(({ id }) => id !== personId && leadThen(id))
      .map(({ name: leader, credential }) => ({ name: leader, credential })),
    doubleHours: doubleHoursFor(layout, personId, read),
    ...{ madeAt: 0, madeOn: read.today, checkAt: 'https://room.example.org/certificate' },
  };
}

export function hashOfFacts(facts: string): string {
  return createHash('sha256').update(facts).digest('hex');
}
