// The views that PROTOCOL.md shows, whole or in part, as real rooms make them.

import type { View } from '../../shared/ritual/view.ts';
import { viewFor } from '../../shared/ritual/view-for.ts';
import { given, type Outcome, room, second } from './given.ts';
import { ann, ben, cid, dee, media } from './persons.ts';

/** Milliseconds since 1970 of these rooms' first moment, so that the examples look like real times. */
const opened = Date.UTC(2026, 10, 22, 18, 0);
const version = 1_795_370_704_000;

type Person = { readonly id: string };
type Look = (look: (outcome: Outcome) => void) => void;

function seen(who: Person, of: Look): View {
  let view: View | null = null;
  of((it) => {
    view = withRealTimes(viewFor(it.state, who.id, version, it.now));
  });
  if (view === null) throw new Error('no room was looked at');
  return view;
}

function partSeen(part: 'me' | 'desk', who: Person, of: Look): unknown {
  const view = seen(who, of);
  return view.kind === 'room' ? view[part] : null;
}

/** Rooms in tests begin at time 0; only durations are shorter than their clock. */
function withRealTimes(view: View): View {
  const times = new Set(['serverNow', 'since', 'startedAt', 'undoUntil', 'raisedAt', 'pausedAt', 'leaderlessSince']);
  return JSON.parse(JSON.stringify(view), (key, value: unknown) =>
    times.has(key) && typeof value === 'number' ? value + opened : value,
  );
}

const short = room().without('Hal', 'Dee').in('clarifying');
const silence = given(short)
  .when(ann.advancesTo('associative'))
  .after(4 * second)
  .when(media.confirms(ben));

export const examples: Readonly<Record<string, unknown>> = {
  'view of-somebody-who-knocks': seen(dee, (look) => silence.when(dee.enters()).then(look)),
  'view of-a-member': seen(cid, (look) => silence.then(look)),
  'me of-the-presenter-stepped-back': partSeen('me', ben, (look) => silence.when(ben.signals(), ann.acknowledges()).then(look)),
  'me of-the-presenter-invited': partSeen('me', ben, (look) => silence.when(ann.advancesTo('closingRound')).then(look)),
  'desk in-silence': partSeen('desk', ann, (look) => silence.when(ben.signals(), dee.enters()).then(look)),
  'view when-it-is-over': seen(cid, (look) => silence.when(ann.advancesTo('ended')).then(look)),
  'view when-it-is-over-for-a-leader': seen(ann, (look) => silence.when(ann.advancesTo('ended')).then(look)),
};
