// The sentences that the server says to people itself, and those that it and the page both say, in English.
import type { Role } from '../ritual/roles.ts';

/** For titles. */
export const product = 'Balint Room';

export const noScript = 'This page needs JavaScript. Please allow it for this address, then load the page again.';

export const roleNames: Readonly<Record<Role, string>> = {
  leader: 'leader',
  coLeader: 'co-leader',
  member: 'member',
  observer: 'observer',
};

/** The page of a personal link that does not open. */
export const closedDoor = {
  'no-door': {
    heading: 'This link does not work.',
    text: 'It may have been replaced, or copied incompletely. Please ask the leader of your group for a new one.',
  },
  'no-reminders': {
    heading: 'This link does not work.',
    text: 'It may be of an older mail, or copied incompletely. The newest reminder has the one that works; you can also choose reminders on your page.',
  },
  'too-many': { heading: 'One moment, please.', text: 'Too many pages were opened from here. Please try again in a minute.' },
  unavailable: { heading: 'The room cannot be reached right now.', text: 'Your link is fine. Please try again in a minute.' },
};

/** The same, of another organisation's sign-in. */
const organisation = 'You could not be signed in.';
const again = 'Please begin again from the sign-in page.';

/** The page of an answer of another organisation's sign-in that signs nobody in. */
export const closedOrganisation = {
  'provider-unknown': {
    heading: organisation,
    text: 'This way of signing in is not in use. Please choose another on the sign-in page.',
  },
  'provider-unreachable': {
    heading: organisation,
    text: 'The sign-in of your organisation does not answer. Please try again later, or sign in with a link by mail.',
  },
  'provider-private': {
    heading: organisation,
    text: 'The address of your organisation’s sign-in leads into a private network. Please tell whoever runs your program.',
  },
  'provider-said-no': { heading: organisation, text: `The sign-in of your organisation said no, or was broken off. ${again}` },
  'answer-spent': { heading: organisation, text: `This answer was used already, or is too old. ${again}` },
  'answer-of-another-browser': { heading: organisation, text: `This sign-in was begun in another browser. ${again}` },
  'answer-unreadable': {
    heading: organisation,
    text: 'The answer of your organisation’s sign-in is not understood here. Please tell whoever runs your program.',
  },
  'answer-not-signed': {
    heading: organisation,
    text: 'The answer does not bear the signature of your organisation. Please tell whoever runs your program.',
  },
  'answer-for-another': {
    heading: organisation,
    text: 'The answer of your organisation’s sign-in was meant for another service. Please tell whoever runs your program.',
  },
  'answer-expired': {
    heading: organisation,
    text: `The answer of your organisation’s sign-in came too late, or its clock is wrong. ${again}`,
  },
  'answer-untrue': {
    heading: organisation,
    text: `The answer of your organisation’s sign-in does not fit what was asked. ${again}`,
  },
  'address-not-proved': {
    heading: organisation,
    text: 'Your organisation does not vouch for an e-mail address of yours. Sign in with a link by mail once, then try this way again: from then on it works.',
  },
  'address-unknown': {
    heading: organisation,
    text: 'Nobody here knows the address that your organisation gave. Please ask whoever runs your program.',
  },
};

/** Said by the web server in front while there is no server behind it. */
export const nobodyBehind = 'The room cannot be reached right now. It comes back by itself: please try again in a minute.';

/** The page of a personal link that opens. */
export const comeIn = {
  heading: (name: string) => `Welcome, ${name}.`,
  explain: 'This is your personal link. Please keep it to yourself.',
  act: (name: string) => `Come in as ${name}`,
  shared: 'This is not my computer',
  sharedMore: 'You are then signed out when the browser is closed. You can also sign out yourself.',
  cookies:
    'Your browser keeps no cookies from this page, and without one it cannot know you. Please allow cookies for this address, then press again.',
  unreachable: 'The server cannot be reached right now. Please check your connection, then press again.',
  many: 'That was a little fast. Please press again in a minute.',
};

/** Why no guest can be named. */
export const guestNotNamed = {
  'no-meeting': 'No meeting is planned that a guest could be invited to.',
  'circle-full': 'All seats of this group are taken.',
};

/** Beside the code of an error, for the person who reads it. */
export const errorSentences = {
  'not-found': 'There is nothing here.',
  'not-signed-in': 'Please sign in again, or open your personal link.',
  'foreign-origin': 'This request did not come from a page of this server.',
  'too-many': 'Too many tries. Please wait a minute.',
  'too-large': 'This is more than the server takes.',
  'json-only': 'Only JSON is understood here.',
  malformed: 'This request is not understood.',
  'passkey-refused': 'This passkey is not known here, or it was not used as we asked. Please try again, or sign in with a link.',
  'link-spent': 'This link was used already, or is too old. Please ask for a new one.',
  stale: 'This has changed since the page was opened. Please load it again.',
  faults: 'Something in this needs another look.',
  'not-allowed-now': 'This cannot be done now.',
  'too-few-answers': 'There are not five answers yet. Results are shown from five on, so that nobody can be found out.',
  'key-missing': 'Please send a key of this program: Authorization: Bearer brk_…',
  'key-unknown': 'This key is not known here. Please ask a coordinator of the program for one.',
  'key-expired': 'This key has expired. Please ask a coordinator of the program for a new one.',
  'key-revoked': 'This key was revoked. Please ask a coordinator of the program for a new one.',
  'scope-too-small': 'This key is not good for that. Please ask a coordinator of the program for one that is.',
  'request-of-another-body': 'This Idempotency-Key was used for another request. Please choose a new one.',
  'being-done': 'The first request with this Idempotency-Key is still being done. Please ask again in a moment.',
  closed: 'This is closed and can only be read. Its coordinator can open it again.',
  ...guestNotNamed,
  'not-available': 'Not available at the moment. Please try again shortly.',
  broken: 'Something is wrong on our side.',
};
