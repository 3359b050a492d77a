// What would be certified of whom, before anything is.
import type { CertificatePeriod, CertificatePreview, PreviewedCertificate } from '../../shared/protocol/program/certificates.ts';
import type { Kept } from './certificate-rows.ts';
import type { Draft } from './draft.ts';
import { totalsOf } from './facts.ts';
import type { ReadPeriod } from './read-period.ts';

interface Previewed {
  readonly read: ReadPeriod;
  readonly drafts: readonly Draft[];
  /** Those of the group that are not withdrawn. */
  readonly kept: readonly Kept[];
  readonly undrawable: readonly string[];
}

export function previewOf(period: CertificatePeriod, { read, drafts, kept, undrawable }: Previewed): CertificatePreview {
  return { ...period, held: read.held.length, people: drafts.map((draft) => personOf(period, draft, kept)), undrawable };
}

function personOf({ from, to, layout }: CertificatePeriod, draft: Draft, kept: readonly Kept[]): PreviewedCertificate {
  const { personId, facts, fault, undrawable } = draft;
  const { doubleHours } = facts;
  const theirs = kept.filter(({ person_id, from_day, to_day }) => person_id === personId && from_day <= to && to_day >= from);
  const isSame = (each: Kept) => each.layout === layout && each.from_day === from && each.to_day === to;
  return {
    ...{ personId, name: facts.name, ...totalsOf(facts.meetings), fault, undrawable: undrawable.join('') },
    doubleHours: doubleHours === null ? null : doubleHours.inRoom + doubleHours.onScreen,
    made: theirs.find(isSame)?.number ?? null,
    overlaps: theirs.filter((each) => !isSame(each)).map(({ number }) => number),
  };
}
