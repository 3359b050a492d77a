// A group's form in the records: stored with a version, readable from any earlier version, refused if something in it is unknown.
import { describe, expect, test } from 'vitest';
import { readForm, writeForm } from '../../server/groups/stored-form.ts';
import { presets } from '../../shared/ritual/forms.ts';

const form = presets['German 90/1'];
const { associative: _, ...withoutGroupWork } = form.minutes;
const { debrief: __, ...withoutDebrief } = form.minutes;

describe('a stored form', () => {
  test('is read as it was written', () => {
    expect(readForm(JSON.parse(writeForm(form)))).toEqual(form);
  });

  test('from before there were versions can be read too', () => {
    expect(readForm(structuredClone(form))).toEqual(form);
  });

  test('[R1.7] that was written before a phase existed gets it in its place, with its default minutes', () => {
    // The farewell is the one phase after the case that a meeting cannot do without.
    const { farewell: ___, ...minutes } = form.minutes;
    const old = { ...form, phases: form.phases.filter((id) => id !== 'farewell'), minutes };
    expect(readForm(old)).toEqual({ ...form, minutes: { ...form.minutes, farewell: 3 } });
  });

  test.each([
    ['associative', withoutGroupWork, 22],
    ['debrief', withoutDebrief, 10],
  ] as const)('that never knew %s does without it if a meeting can', (phase, minutes, byTable) => {
    const old = { ...form, phases: form.phases.filter((id) => id !== phase), minutes };
    const read = readForm(old);
    expect(read.phases).not.toContain(phase);
    expect(read.minutes[phase]).toBe(byTable);
  });

  test('without a field that was added later gets the value that every form had until then', () => {
    const { opensDoorUntilPresentation: ____, ...old } = form;
    expect(readForm(old)).toEqual(form);
  });

  test.each([
    ['nothing', null],
    ['a text', 'ABS'],
    ['an unknown phase', { ...form, phases: [...form.phases, 'silence'] }],
    ['an unknown field', { ...form, hands: true }],
    ['an unknown kind of stepping back', { ...form, pushBack: 'asleep' }],
    ['minutes that are not numbers', { ...form, minutes: { ...form.minutes, opening: '3' } }],
    ['a newer version', { version: 4, form }],
  ])('that is %s is refused', (_name, stored) => {
    expect(() => readForm(stored)).toThrowError(expect.objectContaining({ code: 'records-unavailable' }));
  });
});
