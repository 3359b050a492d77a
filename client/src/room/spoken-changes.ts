// What somebody who cannot see the screen is told when the room changes, in sentences (R10.1). Pure; the words are given.
import type { RoomView } from '../../../shared/ritual/view.ts';
import { phaseName } from '../model/phase-name.ts';
import type { Words } from '../words/en.ts';
import { timeOfDay } from '../words/times.ts';
import { timeInWords } from './desk/desk-notices.ts';
import { phaseSentence } from './phase-sentence.ts';
import { silentNames } from './silent-names.ts';

/** `timeOf` says a time of the server's clock as the reader's own. */
export function spokenChanges(
  before: RoomView,
  after: RoomView,
  words: Words,
  timeOf: (serverTime: number) => string = timeOfDay,
): string[] {
  const said: string[] = [];
  if (before.phase !== after.phase) said.push(asSentence(phaseName(after.phase, after.phaseNames, words.phases.names)));
  const sentence = phaseSentence(after, words.phases, timeOf);
  if (sentence && (before.phase !== after.phase || sentence !== phaseSentence(before, words.phases, timeOf))) said.push(sentence);
  said.push(...ofMe(before, after, words), ...ofChairs(before, after, words), ...ofDesk(before, after, words));
  return said;
}

/** A phase whose name is a question keeps its question mark. */
function asSentence(name: string): string {
  return /[?!.]$/.test(name) ? name : `${name}.`;
}

function ofMe({ me: was, phase: before }: RoomView, { me: is, phase, pushBack, round }: RoomView, { controls }: Words): string[] {
  const said: string[] = [];
  if (was.case !== is.case) {
    if (is.case === 'steppedBack') said.push(pushBack === 'unseen' ? controls.youListenUnseen : controls.youListen);
    if (is.case === 'invitedBack') said.push(`${controls.invited}. ${controls.invitedExplain}`);
    if (is.case === 'asked') said.push(controls.asked);
  }
  if (was.signal !== is.signal && is.signal === 'acknowledged') said.push(controls.signalSeen);
  if (was.hand === 'up' && is.hand === 'down' && before === phase) said.push(controls.handIsDown);
  if (!was.held && is.held) said.push(controls.held);
  if (is.silence !== undefined && was.silence === undefined && is.case !== 'steppedBack')
    said.push(controls.circleListens[round === 'outer' ? 'inner' : 'outer']);
  if (is.silence !== undefined && was.silence !== undefined && was.silence !== is.silence)
    said.push(controls.ownSilence[is.silence]);
  return said;
}

/** R8.3: who comes and goes is told in words only while people gather and part. */
function ofChairs(before: RoomView, after: RoomView, { chairs: { said } }: Words): string[] {
  const tellsComing = after.phase === 'gathering' || after.phase === 'farewell';
  return after.chairs.flatMap((chair) => {
    const was = before.chairs.find((other) => other.personId === chair.personId)?.state ?? 'empty';
    if (was === chair.state || chair.personId === after.me.personId) return [];
    if (chair.state === 'lineLost') return [said.connectionLost(chair.name)];
    if (was === 'lineLost' && chair.state !== 'empty') return [said.connectionBack(chair.name)];
    if (chair.state === 'observer') return [said.observes(chair.name)];
    if (!tellsComing) return [];
    return chair.state === 'empty' ? [said.left(chair.name)] : was === 'empty' ? [said.came(chair.name)] : [];
  });
}

function ofDesk({ desk: was }: RoomView, after: RoomView, all: Words): string[] {
  const { desk: words } = all;
  const is = after.desk;
  if (!is || !was) return [];
  const said: string[] = [];
  const nameOf = (id: string | null) => after.chairs.find((chair) => chair.personId === id)?.name ?? '';
  if (is.signal && !was.signal) said.push(`${words.signal(nameOf(after.presenterId))}.`);
  for (const knock of is.knocks) {
    if (!was.knocks.some((other) => other.personId === knock.personId)) said.push(`${words.knocks(knock.name)}.`);
  }
  for (const id of is.offers) if (!was.offers.includes(id)) said.push(`${words.offers(nameOf(id))}.`);
  for (const id of is.hands?.order ?? []) if (!was.hands?.order.includes(id)) said.push(`${words.hand(nameOf(id))}.`);
  const keeper = is.timeKeeper?.personId;
  if (keeper !== undefined && keeper !== was.timeKeeper?.personId)
    said.push(`${timeInWords(keeper, after.me.personId, nameOf, words)}.`);
  const confirmed = (silences: typeof is.silences) => silences.length > 0 && silences.every((silence) => silence.since !== null);
  if (confirmed(is.silences) && !confirmed(was.silences)) {
    const who = silentNames(is.silences, after, all);
    said.push(`${words.silent(who)} ${is.guarded ? words.silenceGuarded : words.silenceConfirmed}.`);
  }
  return said;
}
