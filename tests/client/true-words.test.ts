// What a person reads is so wherever it is read: sentences that are said in several states claim only what holds in all of them.
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Paper } from '../../client/src/aside/Paper.tsx';
import { RotationContext } from '../../client/src/model/rotation-context.ts';
import { after } from '../../client/src/program/words/en/after.ts';
import { around } from '../../client/src/program/words/en/around.ts';
import { closing } from '../../client/src/program/words/en/closing.ts';
import { group } from '../../client/src/program/words/en/group.ts';
import { home } from '../../client/src/program/words/en/home.ts';
import { kept } from '../../client/src/program/words/en/kept.ts';
import { making } from '../../client/src/program/words/en/making.ts';
import { importing } from '../../client/src/program/words/en/program-import.ts';
import { HelpSheet } from '../../client/src/screens/HelpSheet.tsx';
import { NotSignedIn } from '../../client/src/screens/NotSignedIn.tsx';
import { help } from '../../client/src/words/en/help.ts';
import { papers } from '../../client/src/words/en/papers.ts';
import { practice } from '../../client/src/words/en/practice.ts';
import { en } from '../../client/src/words/en.ts';
import { seatsFor } from '../../shared/ritual/form-faults.ts';
import { errorSentences } from '../../shared/words/en.ts';

/** Every sentence of a part of a catalogue, with names and numbers filled in. */
function sentences(part: unknown): string[] {
  if (typeof part === 'string') return [part];
  if (typeof part === 'function') return sentences(part('Ann', 'Ben', 'Cid', 'Dee'));
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(sentences) : [];
}

test('[R6.5] a seat that is open elsewhere may be open in another tab of the same device', () => {
  const { heading, more, act } = en.pages.trouble.replaced;
  for (const said of [heading, en.refusals['on-another-device']]) expect(said).toMatch(/another tab or on another device/);
  expect(`${more} ${act}`).not.toMatch(/device/);
});

test('no meeting is taken to be in the evening', () => {
  const all = sentences([en, help, papers, practice, kept, home, after, making, group, around]);
  expect(all.length).toBeGreaterThan(500);
  expect(all.filter((said) => /\b(evening|tonight|night)\b/i.test(said))).toEqual([]);
});

test('[R1.7] [R5.6] [R6.1] how many seats there are is the form’s to say, not the words’', () => {
  const all = sentences([errorSentences, around.faults, group, making.people, importing.faults]);
  expect(all.length).toBeGreaterThan(150);
  expect(all.filter((said) => /\btwelve\b|\b12\b/i.test(said))).toEqual([]);
  expect(making.people.chairs(14, seatsFor.two)).toBe('14 chairs of at most 24');
});

describe('[R11.1] whoever is signed out', () => {
  const drawn = (why: 'signed-out' | 'not-signed-in') => renderToString(createElement(NotSignedIn, { why }));

  beforeAll(() => {
    vi.stubGlobal('document', { cookie: '' });
    vi.stubGlobal('navigator', { cookieEnabled: true });
    vi.stubGlobal('location', { pathname: '/seat/4f1c0a9be2d7735a61' });
  });
  afterAll(() => vi.unstubAllGlobals());

  test.each(['signed-out', 'not-signed-in'] as const)(
    'reads of both ways back, and the sign-in page is one press away (%s)',
    (why) => {
      const { heading, more } = en.gate.away[why];
      expect(`${heading} ${more}`).toMatch(/personal link.*\bsigns? in\b/);
      expect(drawn(why)).toContain('href="/enter?to=%2Fseat%2F4f1c0a9be2d7735a61"');
    },
  );

  test('is told so before, too', () => {
    expect(en.gate.signOutSure.explain).toMatch(/personal link.*sign in/);
  });

  test('and nowhere reads that there is no way but a personal link', () => {
    const only = sentences(en).filter((said) => /open your personal link|need your personal link/i.test(said));
    expect(only.length).toBeGreaterThan(3);
    expect(only.filter((said) => !/\bsigns? in\b/.test(said))).toEqual([]);
  });
});

describe('[R9.2] who presented', () => {
  const { listed, unlisted, either } = help.presenters;
  const said = (html: string) => [listed, unlisted, either].filter((words) => html.includes(words));
  const sheet = (keepsRotation: boolean | undefined) =>
    renderToString(
      createElement(
        RotationContext,
        { value: keepsRotation },
        createElement(HelpSheet, { room: undefined, onClose: () => undefined }),
      ),
    );

  test('the help of a group says whether its leaders keep a list, and what holds either way where that is not known', () => {
    expect(said(sheet(true))).toEqual([listed]);
    expect(said(sheet(false))).toEqual([unlisted]);
    expect(said(sheet(undefined)), 'an older server does not say').toEqual([either]);
  });

  test('the printed pages, which are about no group, say what holds either way', () => {
    expect(said(renderToString(createElement(Paper, { reader: 'member' })))).toEqual([either]);
    expect(sentences(papers.presenter).filter((line) => /presented/.test(line))).toEqual([
      expect.stringContaining('private list of who presented'),
    ]);
  });
});

describe('what is not confirmed is not said as a fact', () => {
  test('[R3.8] [R4.2] [R4.6] whoever is held reads what their own page does, whatever the media server has said so far', () => {
    expect(en.controls.held).toMatch(/your microphone is off/);
    expect(en.controls.held, 'a hold may end with the phase, by nobody’s word').not.toMatch(/nobody|leader/);
  });

  test('[R6.2] [R7.2] nor does anybody read that leaders know or see something: perhaps none is there', () => {
    const claims = /\bleaders (know|see)\b(?! it\b)/i;
    // A signal stands before every leader who is in, until it is acknowledged.
    const { signalSeen: _, signalled: __, ...controls } = en.controls;
    expect(sentences([controls, en.door, home]).filter((said) => claims.test(said))).toEqual([]);
    expect(en.desk.signalSeen('Ben'), 'Ben may have lost connection').toBe('Ben is told that the signal is seen');
  });

  test('[R11.9] not everybody has an address, and what was not answered may have been done', () => {
    const told = sentences([group, closing]).filter((said) => /everybody\b.* told/i.test(said));
    expect(told.length).toBeGreaterThan(3);
    expect(told.filter((said) => !/everybody with an address/i.test(said))).toEqual([]);
    expect(around.failures.unavailable).toMatch(/See whether it was done/);
  });

  test('[R4.4] a hidden self view says nothing of what the others see', () => {
    expect(en.chairs.said.youHidden).not.toMatch(/others/);
  });
});

test('[R9.6] what is kept of somebody is called an entry, on every page that tells of it', () => {
  const all = sentences([kept, after.rotation, home.me]);
  expect(all.filter((said) => /\blines?\b/i.test(said))).toEqual([]);
  expect([kept.rows(1), kept.rows(3)]).toEqual(['one entry', '3 entries']);
});
