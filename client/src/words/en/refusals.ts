// Why something was not done, said to the one who asked. Every refusal and trouble has its sentence.
import type { Trouble } from '../../../../shared/protocol/messages.ts';
import type { Refusal } from '../../../../shared/ritual/refusals.ts';

export const refusals: Readonly<Record<Refusal, string>> = {
  'not-on-the-roster': 'This group does not have your name on its roster. Please ask a leader.',
  'not-in-the-room': 'You are not in the room at the moment.',
  'on-another-device': 'Your seat is open on another device.',
  'door-closed': 'You cannot join this meeting.',
  'meeting-over': 'This meeting is over.',
  'not-a-leader': 'Only a leader can do this.',
  'phase-already-changed': 'The room had already moved on. Nothing was changed.',
  'phase-cannot-follow': 'The room cannot go there from here.',
  'nothing-to-undo': 'Too late to undo.',
  'no-presenter-yet': 'Nobody has agreed to present yet.',
  'not-now': 'This is not possible in this phase.',
  'not-the-presenter': 'Only the presenter can do this.',
  'observers-only-listen': 'Observers listen; they do not take part.',
  'already-offered': 'You have offered a case already.',
  'no-offer': 'There is no offer to withdraw.',
  'not-asked': 'Nobody is asking you at the moment.',
  'already-chosen': 'Somebody has already been asked. Cancel that request first.',
  'nobody-else-leads': 'Somebody has to lead while you present. No other leader is in the room.',
  'no-such-person': 'That person is not on this meeting’s list.',
  'person-not-in-the-room': 'That person is not in the room.',
  'person-not-at-the-door': 'That person is no longer at the door.',
  'not-to-a-leader': 'This cannot be done to a leader.',
  'already-so': 'Already done.',
  'too-early': 'It is too early for this; please wait a little.',
  outdated: 'The room has moved on in the meantime.',
};

export const troubles: Readonly<Record<Trouble | 'offline', string>> = {
  offline: 'This cannot be done now: you have no connection. Nothing was changed.',
  malformed: 'The room did not understand this. Please reload the page.',
  'too-many': 'Too many clicks; try again in a moment.',
  unavailable: 'The room did not answer. See whether it was done, then try again.',
  late: 'This came too late, and nothing was done. Please try again.',
  'wrong-protocol': 'The app has been updated. Please reload the page.',
};
