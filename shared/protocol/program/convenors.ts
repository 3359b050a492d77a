// Who convenes which date of a group without leaders (R1.4).
import * as z from 'zod/mini';
import { id, parsed } from './shapes.ts';

/** `GET /api/groups/:g/convenors`: the coming dates, soonest first. */
export interface ConvenorsView {
  /** In which the dates are written. */
  readonly zone: string;
  /** Who may be named, in the order of the circle. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly dates: readonly ConvenorDate[];
}

export interface ConvenorDate {
  readonly meetingId: string;
  readonly startsAt: number;
  /** The group meets whenever its people are there: it is the next meeting, whenever that will be. */
  readonly isFree: boolean;
  /** Null: whoever first takes it. */
  readonly personId: string | null;
  /** For those who may read excuses: whoever is named has said that they cannot come. */
  readonly cannotCome: boolean;
}

/** `PUT /api/groups/:g/convenors`: all or nothing; `from` is who was seen there, else 409 `stale`. */
export interface NamedConvenors {
  readonly named: readonly { readonly meetingId: string; readonly from: string | null; readonly to: string | null }[];
}

/** More dates than are planned ahead at once. */
const mostNamed = 200;

const named = z.strictObject({ meetingId: id, from: z.nullable(id), to: z.nullable(id) });
const convenors: z.ZodMiniType<NamedConvenors> = z.strictObject({
  named: z.array(named).check(z.minLength(1), z.maxLength(mostNamed)),
});

export const parseConvenors = (value: unknown) => parsed(convenors, value);
