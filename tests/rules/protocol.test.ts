// PROTOCOL.md is true: every example is what the code accepts or makes, and no message is missing.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ClientToServer } from '../../shared/protocol/messages.ts';
import { longestNote } from '../../shared/protocol/note.ts';
import {
  parseAnswer,
  parseCandidate,
  parseCheckHandshake,
  parseGuest,
  parseHandshake,
  parseNote,
  parsePerform,
  parsePress,
  parseSoundFrom,
  parseWay,
} from '../../shared/protocol/schemas.ts';
import type { WireCommand } from '../../shared/ritual/commands.ts';
import type { Refusal } from '../../shared/ritual/refusals.ts';
import { examples } from '../support/protocol-examples.ts';

const page = readFileSync(new URL('../../shared/PROTOCOL.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/```json (.+)\n([\s\S]+?)\n```/g)].map(([, label = '', text = '']) => ({
  label,
  value: JSON.parse(text) as unknown,
}));
const labelled = (label: string) => blocks.filter((block) => block.label === label).map(({ value }) => value);

/** Complete, or the compiler complains. */
const everyCommand: Record<WireCommand['type'], true> = {
  enter: true,
  leave: true,
  offerCase: true,
  withdrawOffer: true,
  acceptCase: true,
  declineCase: true,
  signalLeaders: true,
  withdrawSignal: true,
  comeIn: true,
  convene: true,
  raiseHand: true,
  lowerHand: true,
  tellMicrophone: true,
  advance: true,
  goBack: true,
  undo: true,
  chooseCase: true,
  takeBackChoice: true,
  acknowledgeSignal: true,
  handTime: true,
  pause: true,
  takeBreak: true,
  resume: true,
  setMinutes: true,
  setPushBack: true,
  giveRound: true,
  exchangeCircles: true,
  seatIn: true,
  extendHours: true,
  nameSubstitute: true,
  endSubstitute: true,
  lowerHandOf: true,
  hold: true,
  release: true,
  goOnWithout: true,
  admit: true,
  askToStepOut: true,
  closeDoor: true,
  openDoor: true,
};
const everyRefusal: Record<Refusal, true> = {
  'not-on-the-roster': true,
  'not-in-the-room': true,
  'on-another-device': true,
  'door-closed': true,
  'meeting-over': true,
  'not-a-leader': true,
  'phase-already-changed': true,
  'phase-cannot-follow': true,
  'nothing-to-undo': true,
  'no-presenter-yet': true,
  'not-now': true,
  'not-the-presenter': true,
  'observers-only-listen': true,
  'already-offered': true,
  'no-offer': true,
  'not-asked': true,
  'already-chosen': true,
  'nobody-else-leads': true,
  'circle-full': true,
  'no-such-person': true,
  'person-not-in-the-room': true,
  'person-not-at-the-door': true,
  'not-to-a-leader': true,
  'already-convened': true,
  'not-to-the-presenter': true,
  'release-them-first': true,
  'no-more-time': true,
  'nobody-leads': true,
  'no-more-words': true,
  'already-so': true,
  'too-early': true,
  outdated: true,
};

describe('what a browser sends', () => {
  test('every example of a command is accepted as it stands', () => {
    for (const value of labelled('perform')) expect(parsePerform(value)).toEqual(value);
  });

  test('every command has its example', () => {
    const shown = labelled('perform').map((value) => parsePerform(value)?.command.type);
    expect(shown.sort()).toEqual(Object.keys(everyCommand).sort());
  });

  test('handshake, note and report of sound are accepted as they stand', () => {
    expect(labelled('handshake')).toHaveLength(1);
    for (const value of labelled('handshake')) expect(parseHandshake(value)).toEqual(value);
    expect(labelled('whisper')).toHaveLength(1);
    for (const value of labelled('whisper')) expect(parseNote(value)).toEqual(value);
    expect(labelled('soundFrom')).toHaveLength(1);
    for (const value of labelled('soundFrom')) expect(parseSoundFrom(value)).toEqual(value);
  });

  test('[R1.8] a command may carry a deadline, and notes have one maximum length everywhere', () => {
    const pause = { id: 'c-1', command: { type: 'pause' } };
    expect(parsePerform({ ...pause, by: 1_795_370_706_000 })).toEqual({ ...pause, by: 1_795_370_706_000 });
    for (const by of ['soon', -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, null])
      expect(parsePerform({ ...pause, by })).toBe(null);
    expect(parseNote({ to: 'leaders', text: 'é'.repeat(longestNote) })).not.toBe(null);
    expect(parseNote({ to: 'leaders', text: 'é'.repeat(longestNote + 1) })).toBe(null);
  });

  test.each([{}, { personId: 'ben#x' }, { personId: 7 }, { personId: 'ben', by: 'cid' }, 'ben', null])(
    'a report of sound that is not exactly that is refused: %j',
    (value) => expect(parseSoundFrom(value)).toBe(null),
  );

  test('a guest’s name is accepted as it stands', () => {
    expect(labelled('guest')).toHaveLength(1);
    for (const value of labelled('guest')) expect(parseGuest(value)).toEqual(value);
  });

  test('a press on a personal link is accepted as it stands', () => {
    expect(labelled('press')).toHaveLength(1);
    for (const value of labelled('press')) expect(parsePress(value)).toEqual(value);
  });

  test('what the check page says is accepted as it stands', () => {
    const parsers = { checkHandshake: parseCheckHandshake, reach: parseWay, candidate: parseCandidate, answer: parseAnswer };
    for (const [label, parse] of Object.entries(parsers)) {
      expect(labelled(label)).toHaveLength(1);
      for (const value of labelled(label)) expect(parse(value)).toEqual(value);
    }
    expect(parseCheckHandshake({ seat: null })).toEqual({ seat: null });
    expect(parseWay({ way: 'pigeon' })).toBe(null);
    expect(parseAnswer({ way: 'udp', sdp: 'v'.repeat(8_001) })).toBe(null);
    expect(parseCandidate({ way: 'udp', candidate: '' })).toBe(null);
  });

  test('every message has its example', () => {
    const everyMessage: Record<Exclude<keyof ClientToServer, 'mediaDoor'>, true> = {
      perform: true,
      whisper: true,
      soundFrom: true,
    };
    for (const message of Object.keys(everyMessage)) expect(labelled(message).length).toBeGreaterThan(0);
  });

  test.each(labelled('perform').map((value) => [JSON.stringify(value), value as { id: string; command: object }] as const))(
    'one field too many or too few is refused: %s',
    (_, { id, command }) => {
      expect(parsePerform({ id, command: { ...command, by: 'ann' } })).toBe(null);
      expect(parsePerform({ id, command, by: 'ann' })).toBe(null);
      expect(parsePerform({ command })).toBe(null);
      for (const key of Object.keys(command)) {
        expect(parsePerform({ id, command: Object.fromEntries(Object.entries(command).filter(([name]) => name !== key)) })).toBe(
          null,
        );
      }
    },
  );
});

describe('what the server sends', () => {
  test.each(Object.entries(examples))('the example "%s" is what a room really shows', (label, example) => {
    expect(labelled(label)).toEqual([example]);
  });

  test('every refusal is listed', () => {
    const listed = page.slice(page.indexOf('Refusals:'), page.indexOf('### `whisper`')).match(/(?<=`)[a-z-]+(?=`)/g) ?? [];
    expect(listed.filter((word) => word !== '').sort()).toEqual(Object.keys(everyRefusal).sort());
  });
});
