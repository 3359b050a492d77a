// Kinds of fault that are looked for in everything the room draws: a button outside the one mechanism (R1.8), and a text that a translator could part from React.
import { readdirSync, readFileSync } from 'node:fs';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { type Choice, roles } from '../../client/src/gallery/choice.ts';
import { GalleryPages } from '../../client/src/gallery/GalleryPages.tsx';
import { galleryMedia } from '../../client/src/gallery/gallery-media.ts';
import { playedRoom, viewerOf } from '../../client/src/gallery/played-room.ts';
import { Room } from '../../client/src/screens/Room.tsx';
import { checkAddress, linksAddress } from '../../shared/protocol/addresses.ts';
import { type PhaseId, phaseIds } from '../../shared/ritual/phases.ts';
import { viewFor } from '../../shared/ritual/view-for.ts';

const now = Date.UTC(2026, 10, 24, 18, 0);
const nothing = () => undefined;
const done = async () => ({ ok: true, version: 1 }) as const;

function drawn(choice: Choice): string {
  const view = viewFor(playedRoom(choice, now), viewerOf(choice), 1, now);
  if (view.kind !== 'room') return '';
  return renderToString(
    createElement(Room, {
      view,
      clockOffset: 0,
      media: galleryMedia(choice),
      volume: 1,
      mediaActs: new Proxy({}, { get: () => nothing }) as never,
      perform: done,
      notes: [
        { to: 'leaders', from: 'Hal', text: 'one minute', at: now },
        { to: 'leaders', from: 'Dee', text: 'a word', at: now + 1 },
      ],
      whisper: done,
      connection: 'lost',
      preferences: { hidesSelf: false, theme: 'dusk', usesKeys: true },
      prefer: nothing,
      leave: nothing,
      devicePanel: null,
      checkAddress: checkAddress('ben'),
      linksAddress: linksAddress('ben'),
    }),
  );
}

/** Every text that has a neighbour: React would go on writing to the text node, which a translator has taken away. */
function textsWithNeighbours(html: string): string[] {
  const found: string[] = [];
  const open: { tag: string; texts: string[]; children: number }[] = [];
  for (const [, close, tag, selfClosing, text] of html
    .replaceAll(/<!--\/?\$!?-->/g, '')
    .matchAll(/<(\/?)([a-z0-9]+)[^>]*?(\/?)>|([^<]+)/gi)) {
    const within = open.at(-1);
    if (text !== undefined) {
      if (within && text.trim()) within.texts.push(text.trim());
    } else if (close) {
      const element = open.pop();
      if (element && element.texts.length > 0 && element.texts.length + element.children > 1)
        found.push(`<${element.tag}> ${element.texts.join(' | ')}`);
    } else {
      if (within) within.children += 1;
      if (!selfClosing && !/^(input|img|br|hr)$/.test(tag ?? '')) open.push({ tag: tag ?? '', texts: [], children: 0 });
    }
  }
  return found;
}

const always = [
  [],
  ['unheard', 'noMicrophone'],
  ['unheard', 'released'],
  ['knock', 'lost', 'undo', 'paused'],
  ['held', 'out', 'lied'],
  ['break', 'timeMine'],
  ['timeOther', 'planned'],
  ['breakOver', 'leaderless'],
];
const only: Readonly<Partial<Record<PhaseId, string[][]>>> = {
  clarifying: [
    ['hands', 'handUp'],
    ['circles', 'hands'],
  ],
  caseCall: [['offers'], ['accepted'], ['asked'], ['asked', 'askedLeader']],
  associative: [['signal', 'knock', 'lost'], ['seen'], ['unconfirmed'], ['circles', 'round-outer'], ['circles', 'round-both']],
  closingRound: [['invited', 'paused']],
};

test.each(roles)('every text that a %s reads in the room is alone in its element', (role) => {
  for (const phase of phaseIds.filter((id) => id !== 'ended'))
    for (const some of phase === 'debrief' ? [[]] : [...always, ...(only[phase] ?? [])]) {
      const circumstances = new Set(role === 'outer' ? [...some, 'circles'] : some);
      const people = circumstances.has('circles') ? 16 : 8;
      const choice: Choice = { screen: 'room', phase, role, people, pushBack: 'atTheEdge', circumstances };
      expect(textsWithNeighbours(drawn(choice)), `${phase} ${some.join(', ')}`).toEqual([]);
    }
});

const pages: readonly (readonly [Choice['screen'], string])[] = [
  ...['', 'asking', 'denied', 'missing', 'busy', 'knocking', 'steppedOut', 'shut', 'contract', 'lineLost', 'noMeeting'].map(
    (some) => ['doorstep', some] as const,
  ),
  ...['', 'comeBack', 'undo', 'noMeeting'].map((some) => ['farewell', some] as const),
  ...['', 'insecure'].map((some) => ['unfit', some] as const),
  ...['replaced', 'unavailable', 'no-meeting'].map((some) => ['trouble', some] as const),
  ['links', ''],
];

test.each(pages)('every text on the page %s %s is alone in its element', (screen, some) => {
  vi.stubGlobal('location', { hostname: 'room.example.org', protocol: 'https:', port: '' });
  const circumstances = new Set(some.split(',').filter(Boolean));
  const choice: Choice = { screen, phase: 'gathering', role: 'member', people: 8, pushBack: 'atTheEdge', circumstances };
  expect(textsWithNeighbours(renderToString(createElement(GalleryPages, { choice })))).toEqual([]);
  vi.unstubAllGlobals();
});

test('in the leaders’ notes a space stands between writer and reader', () => {
  const phase = 'associative';
  const choice: Choice = { screen: 'room', phase, role: 'leader', people: 8, pushBack: 'atTheEdge', circumstances: new Set() };
  expect(drawn(choice)).toMatch(/<\/b>\s+<i>/);
  expect(drawn(choice)).not.toMatch(/<\/b><i>/);
});

test('the search itself finds a text with a neighbour', () => {
  expect(textsWithNeighbours('<p>Ben <span>leads</span></p>')).toEqual(['<p> Ben']);
  expect(textsWithNeighbours('<p><span>Ben</span><svg/></p>')).toEqual([]);
});

test('[R1.8] every button of the room is the one that guards presses; only a form is submitted otherwise', () => {
  const folder = new URL('../../client/src/room/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'));
  expect(files.length).toBeGreaterThan(20);
  const bare = files.flatMap((name) =>
    [...readFileSync(new URL(name, folder), 'utf8').matchAll(/<button\b[^>]*>/g)]
      .filter(([button]) => !button.includes('type="submit"'))
      .map(([button]) => `${name}: ${button}`),
  );
  expect(bare).toEqual([]);
});
