// What the presenter reads while they listen: the truth of their silence, whatever else there is to say.
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { RoomProps } from '../../client/src/model/room-props.ts';
import { ListeningSeat } from '../../client/src/room/ListeningSeat.tsx';
import { en } from '../../client/src/words/en.ts';
import { roomView } from './support/views.ts';

const listening = { mayHear: true, mayBeHeard: false, mayBeSeen: true };
const nothing = () => undefined;

function drawn(me: Parameters<typeof roomView>[1], notes: RoomProps['notes'] = []): string {
  const view = roomView(2, me);
  const props = { view, notes, volume: 1, mediaActs: {} as never, leave: nothing, openDevices: nothing, act: async () => null };
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
