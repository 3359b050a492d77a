// Certificates of attendance: what would be certified, what has been, and what anybody may learn from a code.
import * as z from 'zod/mini';
import { day, id, line, parsed } from './shapes.ts';

export const certificateLayouts = ['plain', 'abs', 'ukAnz', 'german'] as const;
export type CertificateLayout = (typeof certificateLayouts)[number];

/** The days are those of the group's zone, both within the period. */
export interface CertificatePeriod {
  readonly from: string;
  readonly to: string;
  readonly layout: CertificateLayout;
}

/** `POST /api/groups/:g/certificates`: all or nothing, for these people. */
export interface NewCertificates extends CertificatePeriod {
  readonly people: readonly string[];
}

/** Why nothing can be certified of somebody. */
export type CertificateFault = 'never-there' | 'not-drawable' | 'not-readable';

/** `POST /api/groups/:g/certificates/preview`; writes nothing. Minutes are those that count. */
export interface CertificatePreview extends CertificatePeriod {
  readonly held: number;
  readonly people: readonly PreviewedCertificate[];
  /** What of the group's or program's own words cannot be drawn, so that no certificate can be made. */
  readonly undrawable: readonly string[];
}

export interface PreviewedCertificate {
  readonly personId: string;
  readonly name: string;
  readonly meetings: number;
  readonly minutes: number;
  readonly inRoom: number;
  readonly onScreen: number;
  /** Only in the layout of German chambers. */
  readonly doubleHours: number | null;
  /** The number of the one that is there already, for this period and layout. */
  readonly made: string | null;
  /** Numbers of others whose period overlaps: the same meeting would be certified twice. */
  readonly overlaps: readonly string[];
  readonly fault: CertificateFault | null;
  /** The characters that no face of ours has. */
  readonly undrawable: string;
}

/** `GET /api/groups/:g/certificates`: newest first. */
export interface CertificateRow {
  readonly id: string;
  readonly number: string;
  readonly personId: string;
  readonly name: string;
  readonly layout: CertificateLayout;
  readonly from: string;
  readonly to: string;
  readonly meetings: number;
  readonly minutes: number;
  readonly madeAt: number;
  readonly withdrawnAt: number | null;
  readonly withdrawnReason: string | null;
  /** What counts now is something else: minutes were corrected after it was made. */
  readonly isOutdated: boolean;
}

/** `GET /api/me/certificates`: of every card that this browser may open. */
export interface OwnCertificate extends Omit<CertificateRow, 'personId' | 'name' | 'isOutdated'> {
  readonly groupName: string;
}

export interface WithdrawCertificate {
  readonly reason: string;
}

/** `POST /api/certificate`: open to everybody. What is unknown and what never was a code are answered alike. */
export type CheckedCertificate =
  | { readonly is: 'unknown' }
  | {
      readonly is: 'valid' | 'withdrawn';
      readonly number: string;
      readonly program: string;
      /** Such as `D. S.`: whoever has the paper knows the name. */
      readonly initials: string;
      readonly from: string;
      readonly to: string;
      readonly meetings: number;
      readonly minutes: number;
      readonly madeOn: string;
      readonly withdrawnOn: string | null;
    };

const period = { from: day, to: day, layout: z.enum(certificateLayouts) };
const asked: z.ZodMiniType<CertificatePeriod> = z.strictObject(period);
const wanted: z.ZodMiniType<NewCertificates> = z.strictObject({
  ...period,
  people: z.array(id).check(z.minLength(1), z.maxLength(50)),
});
const withdrawal: z.ZodMiniType<WithdrawCertificate> = z.strictObject({ reason: line(200).check(z.minLength(3)) });
const code = z.strictObject({ code: z.string().check(z.maxLength(100)) });

export const parseCertificatePeriod = (value: unknown) => parsed(asked, value);
export const parseNewCertificates = (value: unknown) => parsed(wanted, value);
export const parseWithdrawal = (value: unknown) => parsed(withdrawal, value);
export const parseCode = (value: unknown) => parsed(code, value);
