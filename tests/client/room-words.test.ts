// What the room says of itself: the sentence in the middle, the spoken changes, the chairs, the notices. From rooms the rules have played.
import { describe, expect, test } from 'vitest';
import { playedRoom } from '../../client/src/gallery/played-room.ts';
import { chairLook, initials, type Mark } from '../../client/src/room/chair-look.ts';
import { deskNotices } from '../../client/src/room/desk/desk-notices.ts';
import { passedMs } from '../../client/src/room/desk/passed.ts';
import { connectionInWords, leaderlessInWords } from '../../client/src/room/notices-of.ts';
import { phaseSentence } from '../../client/src/room/phase-sentence.ts';
import { seatOrder } from '../../client/src/room/seat-order.ts';
import { spokenChanges } from '../../client/src/room/spoken-changes.ts';
import { en } from '../../client/src/words/en.ts';
import type { PushBack } from '../../shared/ritual/forms.ts';
import type { PhaseId } from '../../shared/ritual/phases.ts';
import type { Chair, RoomView } from '../../shared/ritual/view.ts';
import { viewFor } from '../../shared/ritual/view-for.ts';

const now = Date.UTC(2026, 10, 24, 18, 0);

function seenBy(person: string, phase: PhaseId, circumstances: string[] = [], pushBack: PushBack = 'atTheEdge'): RoomView {
  const choice = { screen: 'room', phase, role: 'leader', people: 8, pushBack, circumstances: new Set(circumstances) } as const;
  const view = viewFor(playedRoom(choice, now), person, 1, now);
  if (view.kind !== 'room') throw new Error(`${person} is in the room`);
  return view;
}

const names = (chairs: readonly Chair[]) => chairs.map((chair) => chair.personId).join(' ');

describe('[R5.1] the order of the ring', () => {
  test('is the same for all, seen from one’s own chair', () => {
    expect(names(seatOrder(seenBy('Ann', 'presentation')).ring)).toBe('Ann Ben Cid Dee Eva Finn Gita Hal');
    expect(names(seatOrder(seenBy('Dee', 'presentation')).ring)).toBe('Dee Eva Finn Gita Hal Ann Ben Cid');
  });

  test('[R3.6] closes over whoever has stepped back', () => {
    const order = seatOrder(seenBy('Dee', 'associative'));
    expect(names(order.ring)).toBe('Dee Eva Finn Gita Hal Ann Cid');
    expect(order.steppedBack?.personId).toBe('Ben');
    expect(order.fromWithin).toBe(true);
  });

  test('[R3.3] is seen from outside by whoever has stepped back', () => {
    const order = seatOrder(seenBy('Ben', 'associative'));
    expect(names(order.ring)).toBe('Cid Dee Eva Finn Gita Hal Ann');
    expect(order.fromWithin).toBe(false);
  });

  test('[R7.4] is the leaders’ own in the debrief', () => {
    expect(names(seatOrder(seenBy('Ann', 'debrief')).ring)).toBe('Ann Hal');
  });
});

describe('the sentence in the middle', () => {
  test.each([
    ['Cid', 'presentation', 'Ben is presenting.'],
    ['Ben', 'presentation', 'You are presenting.'],
    ['Cid', 'associative', 'Ben has stepped back.'],
    ['Ben', 'associative', ''],
    ['Cid', 'closingRound', 'Ben is back in the circle.'],
    ['Ben', 'closingRound', 'You are back. You may speak or stay silent.'],
    ['Cid', 'farewell', 'A few last words.'],
  ] as const)('%s reads in %s: %s', (person, phase, sentence) => {
    expect(phaseSentence(seenBy(person, phase), en.phases)).toBe(sentence);
  });

  test('[R3.5] tells members nothing of an invited presenter who has not come in', () => {
    expect(phaseSentence(seenBy('Cid', 'closingRound', ['invited']), en.phases)).toBe('Ben has stepped back.');
  });

  test('[R8.5] tells all of a pause', () => {
    expect(phaseSentence(seenBy('Cid', 'associative', ['paused']), en.phases)).toBe('Paused by a leader.');
  });

  test('[R8.5] [R10.4] tells all until when a break is, as their own clock shows it', () => {
    const view = seenBy('Cid', 'associative', ['break']);
    const timeOf = (at: number) => (at === view.returnAt ? '10:45' : 'some other time');
    expect(phaseSentence(view, en.phases, timeOf)).toBe('Break until 10:45.');
    expect(spokenChanges(seenBy('Ben', 'associative'), seenBy('Ben', 'associative', ['break']), en, () => '10:45')).toEqual([
      'Break until 10:45.',
    ]);
  });
});

describe('[R10.1] spoken changes', () => {
  test('tell the phase and who has stepped back', () => {
    expect(spokenChanges(seenBy('Cid', 'clarifying'), seenBy('Cid', 'associative'), en)).toEqual([
      'Group work.',
      'Ben has stepped back.',
    ]);
  });

  test('tell the presenter plainly what is true', () => {
    expect(spokenChanges(seenBy('Ben', 'clarifying'), seenBy('Ben', 'associative'), en)).toContain(
      'You are listening. The group cannot hear you.',
    );
  });

  test('tell of a lost connection, and leaders of the signal', () => {
    expect(spokenChanges(seenBy('Cid', 'associative'), seenBy('Cid', 'associative', ['lost']), en)).toEqual([
      'Dee has lost connection; the chair stays.',
    ]);
    expect(spokenChanges(seenBy('Ann', 'associative'), seenBy('Ann', 'associative', ['signal']), en)).toEqual([
      'Ben is signalling.',
    ]);
  });

  test('[R7.6] tell leaders, and nobody else, who takes the time', () => {
    const said = (who: string, how: string) => spokenChanges(seenBy(who, 'associative'), seenBy(who, 'associative', [how]), en);
    expect(said('Ann', 'timeMine')).toEqual(['You take the time.']);
    expect(said('Ann', 'timeOther')).toEqual(['Hal takes the time.']);
    for (const who of ['Ben', 'Cid']) expect(said(who, 'timeOther')).toEqual([]);
  });

  test('say nothing when nothing changes', () => {
    expect(spokenChanges(seenBy('Ann', 'associative'), seenBy('Ann', 'associative'), en)).toEqual([]);
  });
});

describe('a chair', () => {
  const chairOf = (view: RoomView, id: string) => view.chairs.find((chair) => chair.personId === id) as Chair;
  const seen = {
    isMe: false,
    picture: { isMoving: true, attach: () => () => undefined },
    hidesSelf: false,
    connection: 'open',
    isConnectionAlive: true,
    hearing: null,
  } as const;

  test('[R5.5] [R3.1] of an unseen presenter is a named, drawn chair even when a picture is at hand', () => {
    const look = chairLook(chairOf(seenBy('Cid', 'associative', [], 'unseen'), 'Ben'), seen, en);
    expect(look).toMatchObject({ shows: 'chair', name: 'Ben, listening' });
  });

  test('[R8.4] whose picture stands still is voice only', () => {
    const frozen = { ...seen, picture: { ...seen.picture, isMoving: false } };
    const look = chairLook(chairOf(seenBy('Cid', 'presentation'), 'Dee'), frozen, en);
    expect(look).toMatchObject({ shows: 'still', caption: 'audio only', said: 'Dee is here, audio only.' });
  });

  test('[R4.4] with a hidden self view stays', () => {
    const look = chairLook(chairOf(seenBy('Cid', 'presentation'), 'Cid'), { ...seen, isMe: true, hidesSelf: true }, en);
    expect(look).toMatchObject({ shows: 'chair', name: 'Cid · you', isAlive: true });
  });

  test('[R4.7] says why somebody cannot be heard; their own device’s fault comes first', () => {
    const view = seenBy('Cid', 'presentation', ['unheard']);
    const mark = (id: string, hearing: Mark | null) => chairLook(chairOf(view, id), { ...seen, hearing }, en).mark;
    expect(mark('Gita', 'off')).toBe('missing');
    expect(mark('Hal', null)).toBe('muted');
    for (const hearing of ['off', 'poor', 'away'] as const) expect(mark('Dee', hearing)).toBe(hearing);
    expect(mark('Dee', null)).toBe(null);
    const said = chairLook(chairOf(view, 'Gita'), { ...seen, picture: null }, en);
    expect(said).toMatchObject({ caption: null, said: 'Gita is here. Cannot be heard: no microphone.' });
  });

  test('[R4.2] [R4.7] of a held person looks to members like one whose microphone is off', () => {
    expect(chairLook(chairOf(seenBy('Dee', 'presentation', ['held']), 'Cid'), seen, en)).toMatchObject({
      name: 'Cid',
      mark: 'off',
    });
  });

  test('[R3.5] of somebody outside the circle bears no mark, whatever the media server says', () => {
    const look = chairLook(chairOf(seenBy('Cid', 'associative'), 'Ben'), { ...seen, hearing: 'away' }, en);
    expect(look.mark).toBe(null);
  });

  test('[R4.7] claims nothing while this page’s connection is down', () => {
    const view = seenBy('Cid', 'presentation', ['unheard']);
    for (const id of ['Dee', 'Gita', 'Cid']) {
      const look = chairLook(
        chairOf(view, id),
        { ...seen, picture: null, isMe: id === 'Cid', connection: 'lost', isConnectionAlive: false },
        en,
      );
      expect(look).toMatchObject({ isAlive: false, mark: null, caption: null });
      expect(look.said).not.toMatch(/is here|audio only/);
    }
    for (const state of ['empty', 'lineLost'] as const) {
      const chair = { ...chairOf(view, 'Dee'), state };
      expect(chairLook(chair, { ...seen, connection: 'lost', isConnectionAlive: false }, en).caption).toBe(null);
      expect(chairLook(chair, seen, en).caption).not.toBe(null);
    }
  });

  test('shows initials of one or more names', () => {
    expect(initials('ann')).toBe('A');
    expect(initials('Ann Bea Cole')).toBe('AC');
    expect(initials('E\u0301mile O\u0308zil'), 'letters written with a sign of their own').toBe('E\u0301O\u0308');
    expect(initials('𝒜nn “Bea” Cole')).toBe('𝒜C');
    expect(initials('’t Hooft (guest)')).toBe('TG');
    expect(initials('गीता शर्मा')).toBe('गीश');
  });
});

describe('the desk tells', () => {
  const tell = (circumstances: string[], at = now, phase: PhaseId = 'associative', nameOf = (id: string) => id) => {
    const view = seenBy('Ann', phase, circumstances);
    if (!view.desk) throw new Error('Ann leads');
    return deskNotices(view.desk, view.presenterId, nameOf, at, en.desk);
  };

  test('[R3.4] the presenter’s signal first, and it alone insists', () => {
    const [first, ...others] = tell(['lost', 'knock', 'signal']);
    expect(first).toMatchObject({ text: 'Ben is signalling', insists: true, act: { command: { type: 'acknowledgeSignal' } } });
    expect(others.map((notice) => [notice.text, notice.insists])).toEqual([
      ['Eva is at the door', false],
      ['Dee has lost connection', false],
    ]);
  });

  test('[R4.5] whose hand is next and whose follow, each with the way to lower it', () => {
    const [first, ...others] = tell(['hands'], now, 'clarifying');
    expect(first).toMatchObject({
      text: 'Dee is next to speak',
      more: 'then Gita, Finn',
      insists: false,
      act: { command: { type: 'lowerHandOf', personId: 'Dee' } },
    });
    expect(others.map(({ text }) => text)).toEqual(['Gita has raised a hand', 'Finn has raised a hand']);
  });

  test('[R4.5] who follows in the order that counts, though names are written from right to left', () => {
    const named = (id: string) => ({ Gita: 'שרה', Finn: 'عبدالرحمن' })[id] ?? id;
    expect(tell(['hands'], now, 'clarifying', named)[0]?.more).toBe('then \u2068שרה\u2069, \u2068عبدالرحمن\u2069');
  });

  test('[R4.5] that whoever has lost connection keeps the place, and is not the one to call on', () => {
    const [first, second] = tell(['hands', 'lost'], now, 'clarifying');
    expect([first?.text, first?.more]).toEqual(['Gita is next to speak', 'then Dee, Finn']);
    expect(second?.text).toBe('Dee has raised a hand');
  });

  test('[R5.4] offers to go on without somebody after two minutes', () => {
    const lostAt = now - 3 * 60_000;
    expect(tell(['lost'], lostAt + 119_000)[0]?.act).toBeNull();
    expect(tell(['lost'], lostAt + 120_000)[0]?.act?.command).toEqual({ type: 'goOnWithout', personId: 'Dee' });
  });

  test('[R4.6] whose program lied, and how to release them', () => {
    expect(tell(['lied'])[0]).toMatchObject({
      text: 'Cid’s browser behaved unexpectedly',
      more: 'on hold until the next phase',
      insists: false,
      act: { command: { type: 'release', personId: 'Cid' } },
    });
  });

  test('[R8.5] leaves pauses out of the time that has passed', () => {
    const clock = { startedAt: now - 600_000, pausedAt: null, pausedMs: 120_000, minutes: 22 };
    expect(passedMs(clock, now)).toBe(480_000);
    expect(passedMs({ ...clock, pausedAt: now - 60_000 }, now)).toBe(420_000);
  });
});

describe('the room says what is known', () => {
  const timeOf = (at: number) => `${(at - now) / 60_000}`;
  const since = (minutes: number) =>
    leaderlessInWords({ leaderlessSince: now, phase: 'associative' }, now + minutes * 60_000, timeOf, en.controls);

  test('[R7.2] [R7.3] of a room without a leader, calmly and then with the end', () => {
    expect(since(4.9)).toBeNull();
    expect(since(5)).toBe('No leader has been here since 0. The room stays as it is.');
    expect(since(26)).toBe('No leader is here. Unless one returns, the meeting ends at 30.');
  });

  test('of the connection, the room’s own first', () => {
    expect(connectionInWords({ connection: 'lost', isDeaf: false }, 'lost', en.controls)).toBe(en.controls.connectionLost);
    expect(connectionInWords({ connection: 'reconnecting', isDeaf: true }, 'open', en.controls)).toBe(
      en.controls.mediaReconnecting,
    );
    expect(connectionInWords({ connection: 'open', isDeaf: true }, 'open', en.controls)).toBe(en.controls.nothingArrives);
    expect(connectionInWords({ connection: 'open', isDeaf: false }, 'open', en.controls)).toBeNull();
  });
});
