// Certificates of attendance, made up.
import type {
  CertificatePeriod,
  CertificatePreview,
  CertificateRow,
  CheckedCertificate,
  OwnCertificate,
  PreviewedCertificate,
} from '../../../../shared/protocol/program/certificates.ts';
import { idOf, madeUpPeople } from './made-up-people.ts';

type Has = (circumstance: string) => boolean;

const period = { from: '2026-01-01', to: '2026-06-30' };
const day = 86_400_000;

function rows(): readonly CertificateRow[] {
  return madeUpPeople.slice(0, 6).map(({ id, name }, n) => ({
    ...{ id: idOf(7000 + n), number: `2026-000${n + 1}`, personId: id, name, layout: n % 2 ? 'abs' : 'plain', ...period },
    ...{ meetings: 8 - n, minutes: 90 * (8 - n) - n * 7, madeAt: Date.now() - day },
    withdrawnAt: n === 3 ? Date.now() : null,
    withdrawnReason: n === 3 ? 'The name was misspelt.' : null,
    isOutdated: n === 1,
  }));
}

export function madeCertificates(has: Has): { certificates: readonly CertificateRow[] } {
  return { certificates: has('empty') ? [] : rows() };
}

export function ownCertificates(has: Has): { certificates: readonly OwnCertificate[] } {
  const own = rows().slice(2, 4);
  return {
    certificates: has('empty')
      ? []
      : own.map(({ personId: _, name: __, isOutdated: ___, ...row }) => ({ ...row, groupName: 'Tuesday group' })),
  };
}

export function previewedCertificates(asked: CertificatePeriod): CertificatePreview {
  const people = madeUpPeople.slice(0, 8).map(
    ({ id, name }, n): PreviewedCertificate => ({
      ...{
        personId: id,
        name: n === 5 ? `${name} 🙂` : name,
        meetings: 8 - n,
        minutes: 90 * (8 - n),
        inRoom: 90,
        onScreen: 90 * (7 - n),
      },
      doubleHours: asked.layout === 'german' ? 8 - n : null,
      made: n === 0 ? '2026-0001' : null,
      overlaps: n === 1 ? ['2026-0002'] : [],
      fault: n === 5 ? 'not-drawable' : n === 7 ? 'never-there' : null,
      undrawable: n === 5 ? '🙂' : '',
    }),
  );
  return { ...asked, held: 8, people, undrawable: [] };
}

export function checkedCertificate(): CheckedCertificate {
  return {
    ...{ is: 'valid', number: '2026-0012', program: 'Riverside Residency', initials: 'A. A.', ...period },
    ...{ meetings: 6, minutes: 508, madeOn: '2026-07-01', withdrawnOn: null },
  };
}
