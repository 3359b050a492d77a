// Another language than English: chosen by what the browser prefers, loaded when its words are needed, and whole or not compiled.
import { createElement, type ReactElement, Suspense } from 'react';
import { prerender } from 'react-dom/static';
import { expect, test, vi } from 'vitest';
import { Trouble } from '../../client/src/screens/Trouble.tsx';
import { Unfit } from '../../client/src/screens/Unfit.tsx';
import { type DoorWords, doorEn } from '../../client/src/words/door-en.ts';
import { type HelpWords, help } from '../../client/src/words/en/help.ts';
import { papers } from '../../client/src/words/en/papers.ts';
import { plural } from '../../client/src/words/en/plural.ts';
import { practice } from '../../client/src/words/en/practice.ts';
import { en, type Words } from '../../client/src/words/en.ts';
import { type Language, languageFor, languages } from '../../client/src/words/languages.ts';
import { pluralIn } from '../../client/src/words/plural.ts';
import { WordsProvider } from '../../client/src/words/WordsProvider.tsx';

/** Every sentence of a catalogue in capitals, as a language of its own. */
function loud<T>(part: T): T {
  if (typeof part === 'string') return part.toUpperCase() as T;
  if (typeof part === 'function') return ((...given: unknown[]) => loud(part(...given))) as T;
  if (Array.isArray(part)) return part.map(loud) as T;
  if (typeof part === 'object' && part !== null)
    return Object.fromEntries(Object.entries(part).map(([key, each]) => [key, loud(each)])) as T;
  return part;
}

const madeUp = () => ({
  door: vi.fn(async () => ({ words: loud(doorEn) })),
  room: vi.fn(async () => ({ words: loud(en) })),
  help: vi.fn(async () => ({ words: loud(help) })),
  practice: vi.fn(async () => ({ words: loud(practice) })),
  papers: vi.fn(async () => ({ words: loud(papers) })),
});

async function drawn(language: Language | null, page: ReactElement): Promise<string> {
  const { prelude } = await prerender(createElement(Suspense, null, createElement(WordsProvider, { language }, page)));
  return new Response(prelude).text();
}

const door = createElement(Trouble, { why: 'no-meeting', act: () => undefined });
const room = createElement(Unfit, { why: 'tooOld', address: '', goOn: null });
const { heading } = en.pages.trouble['no-meeting'];
const { heading: roomHeading } = en.sound.unfit.tooOld;

test('[R10.4] its words come when they are needed, each catalogue by itself and once', async () => {
  const language = madeUp();
  expect(await drawn(language, door)).toContain(heading.toUpperCase());
  expect(await drawn(language, door)).not.toContain(heading);
  expect(language.door).toHaveBeenCalledTimes(1);
  expect(language.room).not.toHaveBeenCalled();
  expect(await drawn(language, room)).toContain(roomHeading.toUpperCase());
  expect(language.room).toHaveBeenCalledTimes(1);
  expect(language.help).not.toHaveBeenCalled();
});

test('English needs no loading, and stands in where another language cannot be loaded', async () => {
  expect(await drawn(null, door)).toContain(heading);
  const unreachable = async () => Promise.reject(new Error('no network'));
  expect(
    await drawn({ door: unreachable, room: unreachable, help: unreachable, practice: unreachable, papers: unreachable }, door),
  ).toContain(heading);
});

test('it is the first that the browser prefers among those that exist', () => {
  const [de, pt, brazilian] = [madeUp(), madeUp(), madeUp()];
  const spoken = { de, pt, 'pt-BR': brazilian };
  expect(languageFor(['de-AT', 'en'], spoken)).toBe(de);
  expect(languageFor(['fr', 'pt-PT', 'de'], spoken)).toBe(pt);
  expect(languageFor(['pt-BR'], spoken)).toBe(brazilian);
  for (const preferred of [['en-GB', 'de'], ['fr'], [], ['constructor']])
    expect(languageFor(preferred, spoken), preferred.join()).toBe(null);
});

test('each language in the table brings whole catalogues', async () => {
  for (const [tag, language] of Object.entries(languages)) {
    expect((await language.door()).words.language, tag).toBe(tag);
    expect((await language.room()).words.language, tag).toBe(tag);
  }
});

test('the compiler names what a catalogue lacks', () => {
  const { alone, ...otherDoor } = en.door;
  // @ts-expect-error: `door` lacks the sentence `alone`
  const lacking: Words = { ...en, door: otherDoor };
  // @ts-expect-error: it lacks the whole of `troubles`
  const lackingPart: DoorWords = { ...doorEn, troubles: undefined };
  // @ts-expect-error: it lacks the name of a button
  const lackingHelp: HelpWords = { ...help, done: undefined };
  // @ts-expect-error: an English number has a form for one
  plural(1, { other: 'many' });
  expect([alone, lacking, lackingPart, lackingHelp]).toHaveLength(4);
});

test('a number asks for the forms that its language has', () => {
  const days = (count: number) => plural(count, { one: `${count} day`, other: `${count} days` });
  expect([0, 1, 2, 21].map(days)).toEqual(['0 days', '1 day', '2 days', '21 days']);
  const polish = pluralIn<'one' | 'few' | 'many' | 'other'>('pl');
  const forms = { one: 'dzień', few: 'dni', many: 'dni (wiele)', other: 'dnia' };
  expect([1, 3, 5, 1.5].map((count) => polish(count, forms))).toEqual(['dzień', 'dni', 'dni (wiele)', 'dnia']);
});
