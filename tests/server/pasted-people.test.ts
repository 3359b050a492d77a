// People pasted one a line, as mail programs, spreadsheets and hands write them.
import { describe, expect, test } from 'vitest';
import { mostPasted, readPastedPeople } from '../../shared/protocol/program/pasted-people.ts';

const read = (text: string) => readPastedPeople(text);
const one = (text: string) => {
  const { people, faults } = read(text);
  return faults[0]?.code ?? [people[0]?.name, people[0]?.address];
};

describe('people pasted one a line', () => {
  test.each<[string, [string, string | null]]>([
    ['Ann Larsen <ann@example.org>', ['Ann Larsen', 'ann@example.org']],
    ['Ann Larsen <ANN@Example.ORG>;', ['Ann Larsen', 'ann@example.org']],
    ['"Larsen, Ann" <ann@example.org>,', ['Larsen, Ann', 'ann@example.org']],
    ['Ann Larsen<mailto:ann@example.org>', ['Ann Larsen', 'ann@example.org']],
    ['Ann Larsen\tann@example.org', ['Ann Larsen', 'ann@example.org']],
    ['ann@example.org; Ann Larsen', ['Ann Larsen', 'ann@example.org']],
    ['Ann, Larsen, ann@example.org', ['Ann Larsen', 'ann@example.org']],
    ['  1. Ann   Larsen ', ['Ann Larsen', null]],
    ['• Dr. Ștefan Gheorghiță', ['Dr. Ștefan Gheorghiță', null]],
    ["O'Neill-Åström", ["O'Neill-Åström", null]],
    ['李 小龙', ['李 小龙', null]],
    ['د. ليلى الحداد <leila@example.org>', ['د. ليلى الحداد', 'leila@example.org']],
    ['\ufeffAnn', ['Ann', null]],
  ])('%j is one person', (text, person) => expect(one(text)).toEqual(person));

  test.each([
    ['<ann@example.org>', 'name-missing'],
    ['ann@example.org', 'name-missing'],
    ['Ann <ann@example>', 'address-wrong'],
    ['Ann <ann@example.org, ben@example.org>', 'address-wrong'],
    ['Ann <ann@example.org', 'address-wrong'],
    ['Ann <>', 'address-wrong'],
    ['Ann <ann@@example.org>', 'address-wrong'],
    ['Ann <"x@evil"@example.org>', 'address-wrong'],
    [`Ann <${'a'.repeat(65)}@example.org>`, 'address-wrong'],
    ['A'.repeat(81), 'name-too-long'],
    ['Ann\u202eLarsen', 'name-unreadable'],
    ['Ann\u0000', 'name-unreadable'],
    ['…', 'name-unreadable'],
  ])('%j has a fault of its own', (text, code) => expect(one(text)).toBe(code));

  test('each keeps its line; empty lines are nobody; an address twice is said of the second', () => {
    expect(read('Ann <a@example.org>\r\n\r\nBen\rCid <A@example.org>\nDee')).toEqual({
      people: [
        { line: 1, name: 'Ann', address: 'a@example.org' },
        { line: 3, name: 'Ben', address: null },
        { line: 5, name: 'Dee', address: null },
      ],
      faults: [{ line: 4, code: 'address-twice' }],
    });
  });

  test('the recipients of one mail are as many people', () => {
    const { people } = read('Ann <a@example.org>; Ben Okafor <b@example.org>, "Moreau, Cid" <c@example.org>');
    expect(people.map(({ name }) => name)).toEqual(['Ann', 'Ben Okafor', 'Moreau, Cid']);
  });

  test('a paste without end ends', () => {
    const { people, faults } = read('Ann\n'.repeat(100_000));
    expect(people).toHaveLength(mostPasted);
    expect(faults).toEqual([{ line: mostPasted + 1, code: 'too-many' }]);
    for (const sign of ['<', '"', ' ;', '<>', '@']) expect(one(`a${sign.repeat(200_000)}b`)).toBe('name-too-long');
    expect(read(`a${' '.repeat(9_000)}b\n`.repeat(20)).people).toHaveLength(20);
  });
});
