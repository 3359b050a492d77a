// A group's form as its leaders make it and its coordinators read it (R1.7).
import * as z from 'zod/mini';
import type { Form } from '../../ritual/forms.ts';
import { parsed } from './shapes.ts';

/** `GET /api/groups/:g/form` */
export interface FormView {
  /** Of exactly this form: whoever saves says from which. */
  readonly version: string;
  /** Null when what is stored cannot be read: then no room opens until leaders have chosen another. */
  readonly form: Form | null;
  /** How many sit in the circle now. */
  readonly sitting: number;
  /** A meeting is on, which keeps the form it began with. */
  readonly isOn: boolean;
  readonly mayWrite: boolean;
}

/** `PUT /api/groups/:g/form`: `from` is the version that was seen, else 409 `stale`; what is wrong with it is said field by field. */
export interface NewForm {
  readonly from: string;
  /** Anything at all; one list of faults judges it. */
  readonly form: unknown;
}

const newForm: z.ZodMiniType<NewForm> = z.strictObject({
  from: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
  form: z.unknown(),
});

export const parseNewForm = (value: unknown) => parsed(newForm, value);
