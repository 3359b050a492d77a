// The stored shape of a group's form: strict, so that one from a newer version is recognised as such and not half understood.
import * as z from 'zod/mini';
import type { Form } from '../ritual/forms.ts';
import { allPhaseIds } from '../ritual/phases.ts';

const phase = z.enum(allPhaseIds);

export const formShape: z.ZodMiniType<Form> = z.strictObject({
  name: z.string(),
  phases: z.array(phase),
  minutes: z.partialRecord(phase, z.number()),
  casesPerMeeting: z.number(),
  pushBack: z.enum(['atTheEdge', 'unseen', 'none']),
  showsEmptyChairs: z.boolean(),
  opensDoorUntilPresentation: z.boolean(),
  hands: z.optional(z.array(phase)),
  names: z.optional(z.partialRecord(phase, z.string())),
  seats: z.optional(z.number()),
  circles: z.optional(z.enum(['one', 'two'])),
  led: z.optional(z.enum(['byLeaders', 'byConvenor'])),
});
