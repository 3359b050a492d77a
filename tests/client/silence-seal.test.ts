// The seal on the leaders' desk, drawn from rooms the rules have played: what it says, to the eye and to a screen reader.
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { playedRoom } from '../../client/src/gallery/played-room.ts';
import { SilenceSeal } from '../../client/src/room/desk/SilenceSeal.tsx';
import { spokenChanges } from '../../client/src/room/spoken-changes.ts';
import { en } from '../../client/src/words/en.ts';
import { guarded } from '../../shared/protocol/guarded.ts';
import type { RoomView } from '../../shared/ritual/view.ts';
import { viewFor } from '../../shared/ritual/view-for.ts';

const now = Date.UTC(2026, 10, 24, 18, 0);

function seenBy(person: string, circumstances: string[] = []): RoomView {
  const room = { screen: 'room', phase: 'associative', role: 'leader', people: 8, pushBack: 'atTheEdge' } as const;
  const view = viewFor(playedRoom({ ...room, circumstances: new Set(circumstances) }, now), person, 1, now);
  if (view.kind !== 'room') throw new Error(`${person} is in the room`);
  return view;
}

function drawn(view: RoomView, isKnown = true): string {
  const { desk } = view;
  if (!desk) throw new Error('no desk');
  return renderToStaticMarkup(createElement(SilenceSeal, { desk, clockOffset: 0, view, isKnown }));
}

const readOut = (view: RoomView) =>
  drawn(view)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim(); // without titles

describe('[R3.7] the seal', () => {
  test('says confirmed, and no more, where the media server is private', () => {
    expect(readOut(seenBy('Ann'))).toMatch(/^Ben cannot be heard: confirmed since \d+:\d\d( [AP]M)?$/);
    expect(drawn(seenBy('Ann'))).toMatch(/title="Ben cannot be heard: confirmed since [^"]+"/);
  });

  test('says guarded, and why, where others can reach it', () => {
    const view = guarded(seenBy('Ann'));
    expect(readOut(view)).toMatch(
      /^Ben cannot be heard: confirmed by this server only The media server can be reached from outside: .* about a second\.$/,
    );
    expect(drawn(view)).toContain(`title="Ben cannot be heard: ${en.desk.silenceGuarded}. ${en.desk.silenceGuardedMore}"`);
  });

  test('says not yet confirmed until then, guarded or not', () => {
    expect(readOut(guarded(seenBy('Ann', ['unconfirmed'])))).toBe('Ben cannot be heard: not yet confirmed');
  });

  test('[R4.7] claims nothing while this page’s connection is down', () => {
    expect(drawn(seenBy('Ann'), false)).toContain(en.sound.sealUnknown);
    expect(drawn(seenBy('Ann'), false)).toContain('data-confirmed="false"');
  });

  test('is spoken in the same word', () => {
    const [before, after] = [seenBy('Ann', ['unconfirmed']), seenBy('Ann')];
    expect(spokenChanges(before, after, en)).toEqual(['Ben cannot be heard: confirmed.']);
    expect(spokenChanges(guarded(before), guarded(after), en)).toEqual(['Ben cannot be heard: confirmed by this server only.']);
  });

  test('[R7.1] has no place in a member’s view', () => {
    expect(guarded(seenBy('Cid'))).toEqual(seenBy('Cid'));
  });
});
