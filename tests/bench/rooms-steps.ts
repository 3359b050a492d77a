// What a room of the load does, step by step and over again: a case as groups work it, or one change of phase back and forth.
import { setTimeout as pause } from 'node:timers/promises';
import { type LoadRoom, presenter } from './rooms-room.ts';

type Step = (room: LoadRoom) => Promise<unknown>;

/** Chairs 0 and 1 lead. */
const other = 3;
const held = 4;
const dropping = 5;
/** Longer than the short break that nobody is told of, so that the chair says the connection is lost. */
const lostMs = 3_000;

const idOf = (room: LoadRoom, place: number) => room.tab(place).person.personId;

/** The connection breaks and comes back on the other server. */
const comeBack: Step = async (room) => {
  const tab = room.tab(dropping);
  tab.drop();
  await pause(room.measured ? lostMs : 0);
  tab.server = 1 - tab.server;
  await tab.connect();
  await room.act(tab, tab.entering);
};

const aCase: readonly Step[] = [
  (room) => room.act(room.tab(presenter), { type: 'offerCase' }),
  (room) => room.act(room.tab(other), { type: 'offerCase' }),
  (room) => room.act(room.tab(other), { type: 'withdrawOffer' }),
  (room) => room.act(room.leader, { type: 'chooseCase', personId: idOf(room, presenter) }),
  (room) => room.act(room.tab(presenter), { type: 'acceptCase' }),
  (room) => room.advance('caseCall', 'presentation'),
  (room) => room.act(room.leader, { type: 'pause' }),
  (room) => room.act(room.leader, { type: 'resume' }),
  comeBack,
  (room) => room.advance('presentation', 'clarifying'),
  (room) => room.leader.whisper('shall we let them work a little longer?'),
  (room) => room.advance('clarifying', 'associative'),
  (room) => room.act(room.tab(presenter), { type: 'signalLeaders' }),
  (room) => room.act(room.leader, { type: 'acknowledgeSignal' }),
  (room) => room.act(room.tab(presenter), { type: 'withdrawSignal' }),
  (room) => room.act(room.leader, { type: 'hold', personId: idOf(room, held) }),
  (room) => room.act(room.leader, { type: 'release', personId: idOf(room, held) }),
  (room) => room.advance('associative', 'closingRound'),
  (room) => room.act(room.tab(presenter), { type: 'comeIn' }),
  (room) => room.advance('closingRound', 'caseCall'),
];

const flips: readonly Step[] = [
  (room) => room.advance('presentation', 'clarifying'),
  (room) => room.act(room.leader, { type: 'goBack', from: 'clarifying', to: 'presentation' }),
];

/** For the floor, which relays without rules, every act is the same. */
const relayed: readonly Step[] = [(room) => room.act(room.leader, { type: 'pause' })];

export const walks: Readonly<Record<LoadRoom['plan']['walk'], readonly Step[]>> = { case: aCase, flip: flips, bare: relayed };

/** Walks to where this room's walk begins. */
export async function leadIn(room: LoadRoom): Promise<void> {
  if (room.plan.walk === 'bare') return;
  await room.advance('gathering', 'opening');
  await room.advance('opening', 'caseCall');
  const steps = room.plan.walk === 'flip' ? 6 : room.plan.begins;
  for (const step of aCase.slice(0, steps)) await step(room);
}

/** A whole meeting to its end. `over` resolves when nothing of it is left: the end itself can be undone for a while. */
export async function holdMeeting(room: LoadRoom): Promise<{ over: Promise<unknown> }> {
  await room.enterAll();
  const over = Promise.all(room.tabs.map((tab) => tab.untilOver()));
  await room.advance('gathering', 'opening');
  await room.advance('opening', 'caseCall');
  await room.act(room.leader, { type: 'chooseCase', personId: idOf(room, presenter) });
  await room.act(room.tab(presenter), { type: 'acceptCase' });
  await room.advance('caseCall', 'presentation');
  await room.advance('presentation', 'clarifying');
  await room.advance('clarifying', 'associative');
  await room.leader.whisper('shall we?');
  await room.advance('associative', 'closingRound');
  await room.act(room.tab(presenter), { type: 'comeIn' });
  await room.advance('closingRound', 'farewell');
  await room.advance('farewell', 'ended');
  return { over };
}
