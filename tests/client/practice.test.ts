// Practising with a simulated group, played in moved time: the members do what members do, the guide follows, and nothing passes but by the rules.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { guideLeader, guidePresenter, leaderSteps, presenterSteps } from '../../client/src/model/practice-guide.ts';
import { Company } from '../../client/src/practice/company.ts';
import type { Tone } from '../../client/src/practice/phrases.ts';
import type { PracticeRoom } from '../../client/src/practice/practice-room.ts';
import { practiceRoom } from '../../client/src/practice/practice-sitting.ts';
import { leaderScript, presenterScript, type Script } from '../../client/src/practice/scripts.ts';
import { Talk } from '../../client/src/practice/talk.ts';
import { practiceFace, practiceFolder, practiceNames } from '../../scripts/rehearse/practice-faces.ts';
import type { WireCommand } from '../../shared/ritual/commands.ts';
import { rightsOf } from '../../shared/ritual/rights.ts';
import type { RoomState } from '../../shared/ritual/state.ts';
import type { RoomView } from '../../shared/ritual/view.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { seededRandom } from '../support/seeded-random.ts';

const seed = Number(process.env.PRACTICE_SEED ?? Math.trunc(Math.random() * 2 ** 31));

interface Played {
  readonly clock: FakeClock;
  readonly room: PracticeRoom;
  /** Who has sounded, in order. */
  readonly heard: string[];
  /** Who has sounded, or gone on sounding, without the right to be heard, or in a pause. */
  readonly wrong: string[];
  readonly states: RoomState[];
  readonly view: () => RoomView | null;
  readonly end: () => void;
}

function play(script: Script, chance = seededRandom(seed)): Played {
  const clock = new FakeClock();
  const room = practiceRoom(script, 'Practice', clock);
  const states = [room.state];
  room.follow((_, after) => states.push(after));
  const heard: string[] = [];
  const wrong: string[] = [];
  let sounding: { readonly who: string; readonly until: number } | null = null;
  const look = () => {
    if (sounding === null || clock.now() >= sounding.until) return;
    const { scene } = room.state;
    if (!rightsOf(room.state, sounding.who).mayBeHeard || scene.clock.pausedAt !== null)
      wrong.push(`${sounding.who} in ${scene.phase}`);
  };
  const mouth = {
    speak: (who: string, tones: readonly Tone[]) => {
      heard.push(who);
      sounding = { who, until: clock.now() + Math.max(...tones.map(({ at, lasts }) => at + lasts)) };
      look();
    },
    hush: () => {
      sounding = null;
    },
  };
  const company = new Company(room, clock, script, 'We have seen you.');
  const talk = new Talk(room, clock, [mouth], chance);
  company.begin();
  talk.begin();
  // After the talk has heard of it.
  room.follow(look);
  return {
    clock,
    room,
    heard,
    wrong,
    states,
    view: () => {
      const { view } = room.snapshot();
      return view?.kind === 'room' ? view : null;
    },
    end: () => {
      company.end();
      talk.end();
    },
  };
}

/** What a new leader does who follows the guide; null: waits. */
function asGuided(view: RoomView, since: number): WireCommand | null {
  const { says } = guideLeader(view);
  const [next] = view.desk?.next ?? [];
  const [knock] = view.desk?.knocks ?? [];
  switch (says) {
    case 'seat':
    case 'waitForOffer':
    case 'asked':
    case 'lost':
    case 'invited':
    case 'farewell':
      return null;
    case 'knock':
      return knock ? { type: 'admit', personId: knock.personId } : null;
    case 'offer':
      return { type: 'chooseCase', personId: view.desk?.offers[0] ?? '' };
    case 'signal':
      return { type: 'acknowledgeSignal' };
    case 'stepBack':
      return null;
    default:
      return next && since > 12_000 ? { type: 'advance', from: view.phase, to: next.to } : null;
  }
}

describe('practising to lead', () => {
  test('[R12.2] whoever follows the guide comes through all ten steps to the end, and meets all that may happen', async () => {
    const { clock, room, view, states, heard, end } = play(leaderScript);
    const steps = new Set<number>();
    const said = new Set<string>();
    let phase = '';
    let since = 0;
    for (let look = 0; look < 2_000; look++) {
      const now = view();
      if (now === null) break;
      const guided = guideLeader(now);
      steps.add(guided.step);
      said.add(guided.says);
      since = phase === now.phase ? since + 500 : 0;
      phase = now.phase;
      const command = asGuided(now, since);
      if (command) expect(await room.perform(command)).toMatchObject({ ok: true });
      await clock.advance(500);
    }
    expect([...steps]).toEqual(leaderSteps.map((_, i) => i + 1));
    expect([...said]).toEqual(expect.arrayContaining(['knock', 'lost', 'signal', 'inviteBack', 'invited', 'farewell', 'end']));
    expect(room.snapshot().view?.kind).toBe('over');
    // Every silence was confirmed by its own number.
    expect(states.some(({ people, scene }) => scene.presenter?.place === 'steppedBack' && people.Ben?.silentSince != null)).toBe(
      true,
    );
    expect(new Set(heard).size).toBeGreaterThan(5);
    end();
    expect(clock.pending).toBe(0);
  });

  test(`[R3.2] whatever a leader does, nobody sounds who may not be heard (seed ${seed})`, async () => {
    const chance = seededRandom(seed);
    for (let story = 0; story < 8; story++) {
      const { clock, room, view, heard, wrong, end } = play(leaderScript, chance);
      for (let act = 0; act < 60; act++) {
        await clock.advance(chance() * 6_000);
        const now = view();
        if (now === null) break;
        await room.perform(anyAct(now, chance));
      }
      expect(wrong).toEqual([]);
      expect(heard).not.toContain(room.me);
      end();
      expect(clock.pending).toBe(0);
    }
  });

  test('who has offered says yes when asked, and who has not says no', async () => {
    const { clock, room, view, end } = play(leaderScript);
    await clock.advance(12_000);
    await room.perform({ type: 'advance', from: 'gathering', to: 'caseCall' });
    await clock.advance(10_000);
    expect(view()?.desk?.offers).toEqual(['Ben', 'Dee']);
    await room.perform({ type: 'chooseCase', personId: 'Eva' });
    await clock.advance(3_000);
    expect(view()?.desk?.chosen).toBeNull();
    await room.perform({ type: 'chooseCase', personId: 'Dee' });
    await clock.advance(3_000);
    expect(view()?.desk?.chosen).toEqual({ personId: 'Dee', accepted: true });
    end();
  });

  test('[R8.5] while the leader pauses, nobody acts and nobody sounds', async () => {
    const { clock, room, view, heard, end } = play(leaderScript);
    await clock.advance(4_000);
    await room.perform({ type: 'pause' });
    const [here, sounds] = [present(view()), heard.length];
    await clock.advance(30_000);
    expect([present(view()), heard.length]).toEqual([here, sounds]);
    await room.perform({ type: 'resume' });
    await clock.advance(20_000);
    expect(present(view())).toBeGreaterThan(here);
    end();
  });
});

describe('practising to step back', () => {
  test('[R12.3] within two minutes one is thanked, outside the circle, signals, is seen and written to, and comes back to one’s own place', async () => {
    const { clock, room, view, heard, end } = play(presenterScript);
    const steps = new Set<number>();
    let signalled = false;
    for (let look = 0; look < 240; look++) {
      const now = view();
      if (now === null) throw new Error('the room is gone');
      const { step, says } = guidePresenter(now);
      steps.add(step);
      if (now.me.case === 'steppedBack') {
        expect(now.me.rights).toEqual({ mayHear: true, mayBeHeard: false, mayBeSeen: true });
        if (!signalled) signalled = (await room.perform({ type: 'signalLeaders' })).ok;
      }
      if (says === 'seen') expect(room.snapshot().notes.map(({ to }) => to)).toEqual(['presenter']);
      if (says === 'invited') await room.perform({ type: 'comeIn' });
      if (says === 'farewell') break;
      await clock.advance(500);
    }
    expect([...steps]).toEqual(presenterSteps.map((_, i) => i + 1));
    expect(view()?.phase).toBe('farewell');
    expect(room.snapshot().notes).toEqual([]);
    expect(clock.now() - 1_700_000_000_000).toBeLessThan(120_000);
    expect(heard).not.toContain('Ben');
    end();
  });

  test('whoever does not signal is invited back all the same, and waits for nothing but their own touch', async () => {
    const { clock, room, view, end } = play(presenterScript);
    await clock.advance(90_000);
    expect(view()?.me.case).toBe('invitedBack');
    await clock.advance(600_000);
    expect(view()?.me.case).toBe('invitedBack');
    expect(await room.perform({ type: 'comeIn' })).toMatchObject({ ok: true });
    end();
  });
});

test('the drawn faces are those that the rehearsal draws', () => {
  for (const name of practiceNames) {
    expect(readFileSync(`${practiceFolder}${name.toLowerCase()}.svg`, 'utf8'), name).toBe(practiceFace(name));
  }
});

function present(view: RoomView | null): number {
  return view?.chairs.filter(({ state }) => state === 'present').length ?? 0;
}

/** Whatever a desk may offer, and some things that it does not. */
function anyAct({ phase, desk, chairs, pausedAt }: RoomView, chance: () => number): WireCommand {
  const one = <T>(list: readonly T[]): T | undefined => list[Math.floor(chance() * list.length)];
  const personId = one(chairs)?.personId ?? '';
  const next = one(desk?.next.filter(({ to }) => to !== 'ended' || chance() < 0.1) ?? []);
  const back = one(desk?.back ?? []);
  const acts: WireCommand[] = [
    ...(pausedAt === null ? [] : [{ type: 'resume' } as const, { type: 'resume' } as const]),
    { type: 'chooseCase', personId: one(desk?.offers ?? []) ?? personId },
    ...(next
      ? [{ type: 'advance', from: phase, to: next.to } as const, { type: 'advance', from: phase, to: next.to } as const]
      : []),
    ...(back ? [{ type: 'goBack', from: phase, to: back } as const] : []),
    { type: 'undo', from: phase },
    { type: 'pause' },
    { type: 'hold', personId },
    { type: 'release', personId },
    { type: 'askToStepOut', personId },
    { type: 'closeDoor', personId },
    { type: 'openDoor', personId },
    { type: 'admit', personId: desk?.knocks[0]?.personId ?? personId },
    { type: 'acknowledgeSignal' },
  ];
  return one(acts) ?? { type: 'pause' };
}
