// The leader's next act has its own words from every phase, made from rooms that the rules themselves have played.
import { describe, expect, test } from 'vitest';
import { playedRoom } from '../../client/src/gallery/played-room.ts';
import { nextActWords } from '../../client/src/model/next-act-words.ts';
import { en } from '../../client/src/words/en.ts';
import type { PushBack } from '../../shared/ritual/forms.ts';
import { type PhaseId, phaseIds } from '../../shared/ritual/phases.ts';
import type { RoomView } from '../../shared/ritual/view.ts';
import { viewFor } from '../../shared/ritual/view-for.ts';

const now = Date.UTC(2026, 10, 24, 18, 0);

function leaderSees(phase: PhaseId, pushBack: PushBack = 'atTheEdge', circumstances: string[] = []): RoomView {
  const choice = { screen: 'room', phase, role: 'leader', people: 8, pushBack, circumstances: new Set(circumstances) } as const;
  const view = viewFor(playedRoom(choice, now), 'Ann', 1, now);
  if (view.kind !== 'room') throw new Error('the leader is in the room');
  return view;
}

function actsFrom(view: RoomView): string[] {
  const presenterName = view.presenterId ?? (view.desk?.chosen?.accepted ? view.desk.chosen.personId : null);
  return (view.desk?.next ?? []).map((next) => {
    const { act, after } = nextActWords(next, { ...view, names: view.phaseNames, presenterName }, en.desk.acts);
    return after ? `${act}, ${after}` : act;
  });
}

describe('the one large act', () => {
  test.each([
    ['gathering', 'Open the meeting'],
    ['opening', 'Ask who has a case'],
    ['caseCall', 'Begin the presentation, when somebody has agreed to present'],
    ['presentation', 'Thank Ben: on to questions'],
    ['clarifying', 'Thank Ben: step back, the group thinks about the case'],
    ['associative', 'Invite Ben back, to the closing round'],
    ['closingRound', 'Close this case, and say goodbye'],
    ['farewell', 'Leaders’ debrief, members can no longer come in'],
    ['debrief', 'End the meeting, for all'],
  ] as const)('%s: %s', (phase, words) => {
    expect(actsFrom(leaderSees(phase))[0]).toBe(words);
  });

  test('names the one who has agreed to tell a case', () => {
    expect(actsFrom(leaderSees('caseCall', 'atTheEdge', ['accepted']))[0]).toBe('Begin Ben’s case');
  });

  test('[R3.1] speaks of no stepping back in a form without it', () => {
    expect(actsFrom(leaderSees('clarifying', 'none'))[0]).toBe('Begin the group work, the group thinks about the case');
    expect(actsFrom(leaderSees('associative', 'none'))[0]).toBe('Go to the closing round');
  });
});

describe('[R1.7] in a form with names of its own', () => {
  test.each([
    ['presentation', 'Thank Ben, on to: Naming an aim'],
    ['aim', 'Thank Ben, on to: Clearing up the facts'],
    ['clarifying', 'Thank Ben: step back, on to: Inner images'],
    ['images', 'Go on to: Group discussion'],
    ['associative', 'Invite Ben back, to the closing round'],
  ] as const)('%s: %s', (phase, words) => {
    expect(actsFrom(leaderSees(phase, 'atTheEdge', ['chinese']))[0]).toBe(words);
  });

  test('no act says the catalogue’s name of a phase that the group calls otherwise', () => {
    for (const phase of phaseIds.filter((id) => id !== 'ended')) {
      const view = leaderSees(phase, 'atTheEdge', ['names']);
      for (const act of actsFrom(view)) expect(act).not.toMatch(/the group thinks|group work|on to questions/i);
    }
  });
});

describe('every act of every phase', () => {
  test.each(phaseIds.filter((phase) => phase !== 'ended'))('%s: each has its own words', (phase) => {
    const acts = actsFrom(leaderSees(phase));
    expect(acts.length).toBeGreaterThan(0);
    expect(new Set(acts).size).toBe(acts.length);
  });
});
