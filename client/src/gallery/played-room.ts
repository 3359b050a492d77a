// A room played by the ritual's own rules up to the chosen phase and circumstances, so that the gallery shows only what can be.

import { listensFromCircle } from '../../../shared/ritual/circles.ts';
import type { Command } from '../../../shared/ritual/commands.ts';
import { evolve } from '../../../shared/ritual/evolve.ts';
import { type Form, formFrom, presets } from '../../../shared/ritual/forms.ts';
import { orderOf, phases } from '../../../shared/ritual/phases.ts';
import { isLeading } from '../../../shared/ritual/roles.ts';
import type { RoomState, Seat } from '../../../shared/ritual/state.ts';
import { step } from '../../../shared/ritual/step.ts';
import type { Choice } from './choice.ts';

export const names = [
  'Ann',
  'Ben',
  'Cid',
  'Dee',
  'Eva',
  'Finn',
  'Gita',
  'Hal',
  'Ida',
  'Jon',
  'Kay',
  'Lev',
  'Mia',
  'Noa',
  'Oli',
  'Pia',
  'Qui',
  'Rea',
  'Sam',
  'Tia',
  'Udo',
  'Vera',
  'Wim',
  'Yan',
];
const longNames = [
  'Maximiliane-Charlotte',
  'عبدالرحمن بن عبدالعزيز القحطاني',
  'שרה־רבקה בן־אברהם הלוי',
  'Kőszeghy-Mártonffy Zsófia',
];
const observerName = 'Ola';
const minute = 60_000;

/** Whose screen is shown. */
export function viewerOf({ role }: Choice): string {
  return { leader: 'Ann', presenter: 'Ben', member: 'Cid', outer: 'Ida', observer: observerName }[role];
}

function done(state: RoomState, by: string | 'connection' | 'media', command: Command, now: number): RoomState {
  const result = step(state, command, { now, by: by === 'connection' || by === 'media' ? by : { person: by } });
  if ('refused' in result) throw new Error(`${by} ${command.type}: ${result.refused}`);
  return result.state;
}

/** What only some forms have is shown in one that has it. */
function formOfChoice({ phase, circumstances }: Choice): Form {
  if (phase === 'aim' || phase === 'images' || circumstances.has('chinese')) return formFrom('Chinese 90/1');
  if (circumstances.has('peers')) return presets['Peer 90/1'];
  return phase === 'review' || circumstances.has('training') ? presets['Leader training 90/1'] : presets['ABS 60/1'];
}

export function playedRoom(choice: Choice, now: number): RoomState {
  const has = (circumstance: string) => choice.circumstances.has(circumstance);
  const sitting = names.slice(0, choice.people);
  const seats = sitting.map(
    (name, i): Seat => ({
      personId: name,
      name: (has('longNames') && longNames[i]) || name,
      role: i === 0 ? 'leader' : i === sitting.length - 1 ? 'coLeader' : 'member',
      ...(has('expected') && name === 'Eva' && { convenes: true as const }),
    }),
  );
  if (choice.role === 'observer' || has('observer')) seats.push({ personId: observerName, name: observerName, role: 'observer' });
  let at = now - 40 * minute;
  let state = evolve(null, {
    type: 'meetingOpened',
    at,
    meetingId: 'gallery',
    groupName: 'Tuesday group',
    form: {
      ...formOfChoice(choice),
      pushBack: choice.pushBack,
      ...(has('names') && { names: { ...formFrom('ABS 60/1').names, clarifying: 'Questions from the whole group' } }),
      ...(has('circles') && { circles: 'two' }),
      ...(has('hands') && { hands: ['clarifying', 'closingRound'] }),
    },
    seats,
    ...(has('planned') && { planned: { startsAt: at, endsAt: at + 90 * minute } }),
  });
  const act = (by: string, command: Command) => {
    state = done(state, by, command, at);
  };
  const late = has('empty') || has('knock') || has('expected') ? seats.find(({ name }) => name === 'Eva')?.personId : undefined;
  for (const { personId } of seats) if (personId !== late) act(personId, { type: 'enter', device: personId, replace: false });
  if (has('peers') && !has('unconvened')) act('Ann', { type: 'convene' });
  const target = orderOf(choice.phase);
  const lastAt = has('undo') ? now - 2_000 : now - 8 * minute;
  while (state.scene.phase !== choice.phase) {
    const from = state.scene.phase;
    const to = state.form.phases.filter((id) => orderOf(id) > orderOf(from))[0] ?? 'ended';
    at = orderOf(to) === target ? lastAt : at + minute;
    if (to === 'presentation') agree(act);
    act('Ann', { type: 'advance', from, to });
    if (from === 'associative' && choice.pushBack !== 'none' && !has('invited')) act('Ben', { type: 'comeIn' });
  }
  at = Math.max(at, now - 3 * minute);
  circumstances(choice, state, act, late);
  return state;
}

function agree(act: (by: string, command: Command) => void): void {
  act('Ben', { type: 'offerCase' });
  act('Ann', { type: 'chooseCase', personId: 'Ben' });
  act('Ben', { type: 'acceptCase' });
}

/** Who leads beside Ann, who is the last of the circle. */
function otherLeader({ seats }: RoomState): string {
  return seats.find(({ personId, role }) => personId !== 'Ann' && isLeading(role))?.personId ?? 'Ann';
}

function circumstances(
  { phase, circumstances: all, pushBack }: Choice,
  state: RoomState,
  act: (by: string, command: Command) => void,
  late?: string,
): void {
  const has = (circumstance: string) => all.has(circumstance);
  const silenceNumber = state.people.Ben?.silenceNumber ?? 0;
  if (phases[phase].stepsBack && pushBack !== 'none' && !has('unconfirmed'))
    act('media', { type: 'confirmSilence', personId: 'Ben', silenceNumber });
  if (has('circles') && phases[phase].ofTheCase && !has('unconfirmed'))
    for (const { personId } of state.seats)
      if (listensFromCircle(state, personId))
        act('media', { type: 'confirmSilence', personId, silenceNumber: state.people[personId]?.silenceNumber ?? 0 });
  for (const to of ['outer', 'both'] as const) if (has(`round-${to}`)) act('Ann', { type: 'giveRound', from: phase, to });
  if (has('offers')) for (const name of ['Ben', 'Cid']) act(name, { type: 'offerCase' });
  if (has('asked') || has('accepted')) act('Ann', { type: 'chooseCase', personId: has('askedLeader') ? 'Ann' : 'Ben' });
  if (has('accepted')) act('Ben', { type: 'acceptCase' });
  if (has('signal') || has('seen')) act('Ben', { type: 'signalLeaders' });
  if (has('seen')) act('Ann', { type: 'acknowledgeSignal' });
  if (has('unheard')) {
    act('Gita', { type: 'tellMicrophone', microphone: 'missing' });
    act('Hal', { type: 'tellMicrophone', microphone: 'muted' });
  }
  if (has('hands')) for (const name of ['Dee', 'Gita', 'Finn']) act(name, { type: 'raiseHand' });
  if (has('handUp')) act('Cid', { type: 'raiseHand' });
  if (has('substitute')) act('Ann', { type: 'nameSubstitute', personId: 'Cid' });
  if (has('held')) act('Ann', { type: 'hold', personId: 'Cid' });
  if (has('lied')) act('media', { type: 'closeForPhase', personId: 'Cid' });
  if (has('lost')) act('connection', { type: 'lineLost', personId: 'Dee', device: 'Dee' });
  if (has('left')) for (const name of ['Dee', 'Eva']) act(name, { type: 'leave' });
  if (has('knock') && late) act(late, { type: 'enter', device: late, replace: false });
  if (has('out')) act('Ann', { type: 'askToStepOut', personId: 'Dee' });
  if (has('paused')) act('Ann', { type: 'pause' });
  if (has('timeMine') || has('timeOther'))
    act('Ann', { type: 'handTime', from: null, to: has('timeMine') ? 'Ann' : otherLeader(state) });
  if (has('break') || has('breakOver')) act('Ann', { type: 'takeBreak', from: null, minutes: has('break') ? 10 : 1 });
  if (has('leaderless')) for (const seat of state.seats) if (isLeading(seat.role)) act(seat.personId, { type: 'leave' });
}
