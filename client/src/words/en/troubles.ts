// What came between a person and what they asked for. Every trouble has its sentence.
import type { Trouble } from '../../../../shared/protocol/messages.ts';

export const troubles: Readonly<Record<Trouble | 'offline', string>> = {
  offline: 'This cannot be done now: you have no connection. Nothing was changed.',
  malformed: 'The room did not understand this. Please reload the page.',
  'too-many': 'Too many clicks; try again in a moment.',
  unavailable: 'The room did not answer. See whether it was done, then try again.',
  late: 'This came too late, and nothing was done. Please try again.',
  'wrong-protocol': 'The app has been updated. Please reload the page.',
};
