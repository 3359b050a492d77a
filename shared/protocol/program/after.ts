// After the meeting: the group's own anonymous form, consent to research, and the leaders' private list of who presented when.
import * as z from 'zod/mini';
import { hasLetter } from './plain-shapes.ts';
import { day, id, line, parsed } from './shapes.ts';

/** `scale`: 1 (not at all) to 5 (fully). `yesNo`: 0 or 1. No item asks for words: what is kept of a meeting holds none about a case (R9.2). */
export interface SurveyItem {
  readonly kind: 'scale' | 'yesNo';
  readonly text: string;
}

/** `GET /api/groups/:g/survey`: null while the group has no form. */
export interface SurveyView {
  readonly form: { readonly id: string; readonly items: readonly SurveyItem[]; readonly since: number } | null;
}

/** `PUT /api/groups/:g/survey`: a new form in place of `before`, which nobody answers any more; without items the group has none. 409 `stale`. */
export interface NewSurvey {
  readonly before: string | null;
  readonly items: readonly SurveyItem[];
}

/**
 * `GET /api/groups/:g/survey/results`: 409 `too-few-answers` before there are five, and renewed with every fifth from then on, so that no two
 * readings differ by one person's answer.
 */
export interface SurveyResults {
  /** A multiple of five. */
  readonly answers: number;
  readonly items: readonly SurveyResult[];
}

export interface SurveyResult extends SurveyItem {
  /** How many said 1, 2, 3, 4 and 5, or no and yes. Who said nothing to it is in none. */
  readonly counts: readonly number[];
}

/** `GET /api/seats/:ref/after`: what somebody is asked after their meetings, and what they should know is kept. */
export interface AfterOfSeat {
  readonly feedback: readonly AskedFeedback[];
  readonly research: AskedResearch | null;
  /** The leaders keep a private list of who presented when (R9.2). */
  readonly keepsRotation: boolean;
}

export interface AskedFeedback {
  readonly meetingId: string;
  readonly startsAt: number;
  readonly formId: string;
  readonly items: readonly SurveyItem[];
}

export interface AskedResearch {
  readonly askId: string;
  readonly text: string;
  readonly mine: 'yes' | 'no' | 'withdrawn' | null;
}

/** `POST /api/seats/:ref/feedback`: once for each meeting. Null: no answer to this item. 409 `stale` for a second time, a form that is over, or too late. */
export interface Feedback {
  readonly meetingId: string;
  readonly formId: string;
  readonly answers: readonly (number | null)[];
}

/** `POST /api/seats/:ref/research` */
export interface SaidOnResearch {
  readonly askId: string;
  readonly said: 'yes' | 'no' | 'withdrawn';
}

/** `GET /api/groups/:g/research`: the ledger of the present question. */
export interface ResearchView {
  readonly ask: { readonly id: string; readonly text: string; readonly since: number } | null;
  readonly said: readonly { readonly name: string; readonly said: SaidOnResearch['said']; readonly at: number }[];
}

/** `PUT /api/groups/:g/research`: another text is another question in place of `before`, which everybody is asked anew; null asks no longer. 409 `stale`. */
export interface AskForResearch {
  readonly before?: string | null | undefined;
  readonly text: string | null;
}

/** `GET /api/groups/:g/rotation`: leaders alone. */
export interface RotationView {
  readonly isOn: boolean;
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly turns: readonly RotationTurn[];
  /** The dates of meetings that were held, latest first. */
  readonly dates: readonly string[];
}

export interface RotationTurn {
  readonly personId: string;
  readonly onDate: string;
  /** To tell how it went on. */
  readonly wishesToReturn: boolean;
}

export const mostItems = 10;
export const longestItem = 160;
export const longestAsk = 600;

const item: z.ZodMiniType<SurveyItem> = z.strictObject({ kind: z.enum(['scale', 'yesNo']), text: line(longestItem) });
const newSurvey: z.ZodMiniType<NewSurvey> = z.strictObject({
  before: z.nullable(id),
  items: z.array(item).check(z.maxLength(mostItems)),
});
const whole = z.number().check(z.multipleOf(1), z.minimum(0), z.maximum(5));
const feedback: z.ZodMiniType<Feedback> = z.strictObject({
  meetingId: id,
  formId: id,
  answers: z.array(z.nullable(whole)).check(z.minLength(1), z.maxLength(mostItems)),
});
const onResearch: z.ZodMiniType<SaidOnResearch> = z.strictObject({ askId: id, said: z.enum(['yes', 'no', 'withdrawn']) });
const text = z
  .string()
  .check(z.trim(), z.minLength(1), z.maxLength(longestAsk), z.regex(hasLetter), z.regex(/^(?:[^\p{Cc}]|\n)*$/u));
const askFor: z.ZodMiniType<AskForResearch> = z.strictObject({ before: z.optional(z.nullable(id)), text: z.nullable(text) });
const isOn = z.strictObject({ isOn: z.boolean() });
const turn: z.ZodMiniType<RotationTurn> = z.strictObject({ personId: id, onDate: day, wishesToReturn: z.boolean() });

export const parseNewSurvey = (value: unknown) => parsed(newSurvey, value);
export const parseFeedback = (value: unknown) => parsed(feedback, value);
export const parseOnResearch = (value: unknown) => parsed(onResearch, value);
export const parseAskForResearch = (value: unknown) => parsed(askFor, value);
export const parseRotationSwitch = (value: unknown) => parsed(isOn, value);
export const parseRotationTurn = (value: unknown) => parsed(turn, value);
