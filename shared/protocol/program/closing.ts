// Closing a group or a program: what it ends is said before, and said again with the wish, so that nobody ends more than they have read.
import * as z from 'zod/mini';
import { parsed } from './shapes.ts';

/** `GET /api/groups/:g/closing`, `GET /api/programs/:p/closing`; and the body of `POST …/close`, 409 `stale` when it is no longer so. */
export interface Closing {
  readonly groups: number;
  /** Those to come, which are cancelled. */
  readonly meetings: number;
  /** Whose links open nothing from then on. */
  readonly people: number;
}

const count = z.number().check(z.int(), z.gte(0));
const closing: z.ZodMiniType<Closing> = z.strictObject({ groups: count, meetings: count, people: count });

export const parseClosing = (value: unknown) => parsed(closing, value);
