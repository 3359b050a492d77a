// A program's year, the keys of its systems and what these may ask, made up.
import type { ApiKeyRow } from '../../../../shared/protocol/program/systems.ts';
import type { YearReport, YearSums } from '../../../../shared/protocol/program/year.ts';
import { madeUpGroups } from './made-up-groups.ts';
import { idOf } from './made-up-people.ts';

type Has = (circumstance: string) => boolean;

const day = 86_400_000;

const none: YearSums = { held: 0, cancelled: 0, people: 0, expected: 0, attended: 0, minutesOnScreen: 0, minutesInRoom: 0 };

function sums(held: number, n: number): YearSums {
  const expected = held * 9;
  const attended = Math.round(expected * (0.74 + (n % 5) * 0.04));
  const inRoom = Math.round(attended * (n % 4 === 1 ? 0.4 : 0.08));
  const minutes = { minutesOnScreen: (attended - inRoom) * 87, minutesInRoom: inRoom * 90 };
  return { held, cancelled: n % 3, people: held === 0 ? 0 : 9 + (n % 4), expected, attended, ...minutes };
}

export function madeUpYear(has: Has): YearReport {
  const held = [18, 20, 22, 19, 21, 17, 3, 0, 18, 23, 21, 12];
  const months = held.map((n, month) => (has('empty') ? none : sums(n, month)));
  const groups = has('empty') ? [] : madeUpGroups.map(({ id, name }, n) => ({ id, name, ...sums(16 + (n % 3), n) }));
  const sumOf = (of: keyof YearSums) => months.reduce((sum, month) => sum + month[of], 0);
  const whole = Object.fromEntries((Object.keys(none) as (keyof YearSums)[]).map((of) => [of, sumOf(of)])) as unknown as YearSums;
  return { year: 2026, years: [2024, 2025, 2026], whole: { ...whole, people: has('empty') ? 0 : 131 }, groups, months };
}

export function madeUpKeys(has: Has): { keys: readonly ApiKeyRow[] } {
  const key = (n: number, row: Partial<ApiKeyRow>): ApiKeyRow => ({
    ...{ id: idOf(8000 + n), name: 'Residency records', scopes: ['people:read', 'people:write', 'attendance:read'] },
    ...{ madeAt: Date.now() - 40 * day, expiresAt: Date.now() + 300 * day, usedAt: Date.now() - day, state: 'good', ...row },
  });
  if (has('empty')) return { keys: [] };
  return {
    keys: [
      key(0, {}),
      key(1, { name: 'Calendar of the county hospital', scopes: ['dates:read'], usedAt: null }),
      key(2, { name: 'Trial in spring', expiresAt: Date.now() - 100 * day, state: 'revoked' }),
    ],
  };
}

/** Of the same form as the server's; shorter. */
export function madeUpDocument(): object {
  const text = { type: 'string' };
  const maybe = { anyOf: [text, { type: 'null' }] };
  const person = { type: 'object', properties: { id: text, outsideRef: maybe, name: text, address: maybe }, required: ['id'] };
  const answer = (properties: object) => ({
    200: { content: { 'application/json': { schema: { type: 'object', properties } } } },
  });
  return {
    openapi: '3.1.0',
    paths: {
      '/api/v1/people': {
        get: {
          summary: 'The people of the program, in pages.',
          description: 'The key needs the scope people:read.',
          parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }],
          responses: answer({ people: { type: 'array', items: person }, next: maybe }),
        },
      },
      '/api/v1/people/{outsideRef}': {
        put: {
          summary: 'Adds a person, or changes the one of this name.',
          description: 'The key needs the scope people:write.',
          parameters: [{ name: 'outsideRef', in: 'path', required: true, schema: text }],
          requestBody: {
            content: {
              'application/json': { schema: { type: 'object', properties: { name: text, address: maybe }, required: ['name'] } },
            },
          },
          responses: answer(person.properties),
        },
      },
    },
  };
}
