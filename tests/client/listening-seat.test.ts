// What the presenter reads while they listen: the truth of their silence, whatever else there is to say.
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { RoomProps } from '../../client/src/model/room-props.ts';
import { ListeningSeat } from '../../client/src/room/ListeningSeat.tsx';
import { en } from '../../client/src/words/en.ts';
import { roomView } from './support/views.ts';

const listening = { mayHear: true, mayBeHeard: false, mayBeSeen: true };
const nothing = () => undefined;

function drawn(
  me: Parameters<typeof roomView>[1],
  notes: RoomProps['notes'] = [],
  connection: RoomProps['connection'] = 'open',
): string {
  const view = roomView(2, me);
  const acts = { mediaActs: {} as never, leave: nothing, openDevices: nothing, act: async () => null };
  const props = { view, notes, connection, volume: 1, ...acts };
  return renderToString(createElement(ListeningSeat, props)).replaceAll('&#x27;', "'");
}

test('[R3.3] [R3.8] the truth of the silence is the headline', () => {
  expect(drawn({ me: { case: 'steppedBack', rights: listening } })).toContain(en.controls.youListen);
  expect(drawn({ me: { case: 'steppedBack', rights: { ...listening, mayBeSeen: false } } })).toContain(en.controls.youListenUnseen);
});

test('[R3.8] a note from the leaders takes the place of the headline, and the truth stays beneath it', () => {
  const { personId } = roomView(2, {}).me;
  const html = drawn({ me: { case: 'steppedBack', rights: listening } }, [
    { to: 'presenter', from: 'ann', presenterId: personId, text: 'one minute', at: 0 },
  ]);
  expect(html.indexOf('one minute')).toBeGreaterThan(-1);
  expect(html.indexOf(en.controls.youListen)).toBeGreaterThan(html.indexOf('one minute'));
});

describe('[R3.8] the seal', () => {
  const { ownSilence } = en.controls;
  const stepped = (silence?: 'unconfirmed' | 'confirmed' | 'guarded') => ({
    me: { case: 'steppedBack' as const, rights: listening, ...(silence && { silence }) },
  });
  const everyWord = Object.values(ownSilence);
  const said = (html: string) => everyWord.filter((word) => html.includes(word));

  test('says what the media server says: confirmed, by this server only, or not yet', () => {
    for (const silence of ['confirmed', 'guarded', 'unconfirmed'] as const)
      expect(said(drawn(stepped(silence)))).toEqual([ownSilence[silence]]);
    expect(said(drawn(stepped())), 'an older server says nothing of it').toEqual([]);
  });

  test('[R4.7] claims nothing while this page’s connection is down', () => {
    expect(said(drawn(stepped('confirmed'), [], 'lost'))).toEqual([ownSilence.unknown]);
  });

  test('stays beneath a note from the leaders', () => {
    const note = { to: 'presenter' as const, from: 'ann', presenterId: roomView(2, {}).me.personId, text: 'one minute', at: 0 };
    const html = drawn(stepped('confirmed'), [note]);
    expect(html.indexOf(ownSilence.confirmed)).toBeGreaterThan(html.indexOf('one minute'));
    expect(html).toContain(en.controls.youListen);
  });

  test('is gone with the silence', () => {
    expect(said(drawn({ me: { case: 'invitedBack', rights: { ...listening, mayBeHeard: true } } }))).toEqual([]);
  });
});
