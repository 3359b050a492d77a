// The rehearsal's pure parts: whose chairs are filled, who speaks next, what a member turns on, and how faces become frames.
import { describe, expect, test } from 'vitest';
import { chairsToFill, namesIn } from '../../scripts/rehearse/chairs-to-fill.ts';
import { atRest } from '../../scripts/rehearse/faces.ts';
import { whatToOpen } from '../../scripts/rehearse/member-media.ts';
import { pictureOf, toI420 } from '../../scripts/rehearse/pictures.ts';
import { nextTurn, type Scene } from '../../scripts/rehearse/turns.ts';
import { Voice } from '../../scripts/rehearse/voice.ts';
import type { RoomView } from '../../shared/ritual/view.ts';

const links = ['Hal', 'Ann', 'Ben', 'Cid'].map((name) => ({
  name,
  role: name === 'Ann' ? 'leader' : 'member',
  url: `/in/${name}`,
}));
const filled = (wishes: Parameters<typeof chairsToFill>[1]) => namesIn(chairsToFill(links, wishes).filled);

describe('chairs', () => {
  test("the leader's chair stays free when nothing is said", () => expect(filled({})).toBe('Hal, Ben and Cid'));
  test('another chair, more chairs and a number', () => {
    expect(filled({ as: 'ben' })).toBe('Hal, Ann and Cid');
    expect(filled({ except: 'Hal, Cid' })).toBe('Ben');
    expect(filled({ number: '2' })).toBe('Hal and Ben');
  });
  test('an unknown name is said', () => expect(() => filled({ as: 'Zoe' })).toThrow('nobody here is called "Zoe"'));
  test('a number that is none is said', () => expect(() => filled({ number: 'two' })).toThrow('whole number'));
});

describe('turns', () => {
  const scene: Scene = { phase: 'presentation', isPaused: false, presenter: 'Ben', others: ['Cid', 'Dee'], last: null };
  const half = () => 0.5;
  test('only the presenter speaks in the presentation', () => {
    expect(nextTurn(scene, half)?.name).toBe('Ben');
    expect(nextTurn({ ...scene, presenter: null }, half)).toBeNull();
  });
  test('the presenter answers each question', () => {
    const asked = nextTurn({ ...scene, phase: 'clarifying' }, half)?.name;
    expect(['Cid', 'Dee']).toContain(asked);
    expect(nextTurn({ ...scene, phase: 'clarifying', last: asked ?? null }, half)?.name).toBe('Ben');
  });
  test('associations are the others’, and nobody speaks twice in a row', () => {
    for (const chance of [0, 0.4, 0.99]) {
      const turn = nextTurn({ ...scene, phase: 'associative', last: 'Cid' }, () => chance);
      expect(turn?.name).toBe('Dee');
      expect(turn?.silenceMs).toBeGreaterThan(1000);
    }
  });
  test('nobody speaks in a pause', () => expect(nextTurn({ ...scene, isPaused: true }, half)).toBeNull());
});

test('[R3.5] an invited presenter turns the microphone on only by coming in', () => {
  const seen = (part: string, heard: boolean, pushBack = 'atTheEdge') =>
    ({ pushBack, me: { case: part, rights: { mayHear: true, mayBeHeard: heard, mayBeSeen: true } } }) as unknown as RoomView;
  expect(whatToOpen(seen('steppedBack', false))).toEqual({ sound: false, picture: true });
  expect(whatToOpen(seen('invitedBack', true))).toEqual({ sound: false, picture: true });
  expect(whatToOpen(seen('invitedBack', true, 'unseen'))).toEqual({ sound: false, picture: false });
  expect(whatToOpen(seen('presenting', true))).toEqual({ sound: true, picture: true });
  expect(whatToOpen(null)).toEqual({ sound: false, picture: false });
});

test('a white and a red pixel become the camera’s brightness and colour', () => {
  const rgba = Uint8Array.of(255, 0, 0, 255, 255, 255, 255, 255, 255, 0, 0, 255, 255, 0, 0, 255);
  expect([...toI420(rgba, 2, 2)]).toEqual([82, 235, 82, 82, 90, 240]);
});

test('a face is rendered once for each expression, and expressions differ', () => {
  const open = pictureOf('Ann', atRest);
  expect(pictureOf('Ann', { ...atRest })).toBe(open);
  expect(Buffer.compare(open, pictureOf('Ann', { ...atRest, eyes: 'closed' }))).not.toBe(0);
  expect(Buffer.compare(open, pictureOf('Ben', atRest))).not.toBe(0);
});

test('a voice is soft, has pauses, and differs from another', () => {
  const second = (name: string) => new Voice(name).next(48_000);
  const loudest = second('Ann').reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  expect(loudest).toBeGreaterThan(1000);
  expect(loudest).toBeLessThan(15_000);
  expect(second('Ann')).not.toEqual(second('Ben'));
  expect(second('Ann').filter((sample) => sample === 0).length).toBeGreaterThan(4000);
});
