// R1.7: what a group may choose for itself, and what no form may ask for.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readForm, writeForm } from '../../server/groups/stored-form.ts';
import { isKnownEvent } from '../../server/rooms/known-events.ts';
import { formFaults, longestFormName, longestPhaseName, mostMinutes } from '../../shared/ritual/form-faults.ts';
import { type Form, formFrom, minutesOf, type PresetName, presets } from '../../shared/ritual/forms.ts';
import { allPhaseIds, type PhaseId, phaseIds, phases } from '../../shared/ritual/phases.ts';

const form: Form = presets['German 90/1'];
const own = (more: object) => formFaults({ ...form, ...more });
const withMore = (...more: PhaseId[]) => allPhaseIds.filter((id) => phaseIds.includes(id) || more.includes(id));
const without = (...left: string[]) => form.phases.filter((id) => !left.includes(id));

describe('[R1.7] a form', () => {
  test.each(Object.keys(presets) as PresetName[])('of the presets has no fault: %s', (name) => {
    expect(formFaults(presets[name])).toEqual([]);
    expect(formFaults(formFrom(name))).toEqual([]);
    expect(presets[name].name).toBe(name);
    for (const language of ['en', 'de', 'fr', 'hu', 'it', 'zh', 'xx', 'constructor']) {
      expect(formFaults(formFrom(name, language))).toEqual([]);
      expect(JSON.parse(JSON.stringify(formFrom(name, language)))).toEqual(formFrom(name, language));
    }
  });

  test('of a group’s own may pass phases over, set minutes, cases, kind, hands, door, chairs, names and size', () => {
    const chosen = {
      name: 'Our Tuesday',
      phases: [...without('opening', 'clarifying', 'debrief', 'farewell', 'ended'), 'review', 'farewell', 'ended'],
      minutes: { presentation: 9, review: 20 },
      casesPerMeeting: 3,
      pushBack: 'none',
      hands: ['closingRound'],
      showsEmptyChairs: false,
      opensDoorUntilPresentation: false,
      names: { associative: 'Libres associations', caseCall: 'Ki hoz esetet?' },
      seats: 8,
    };
    expect(formFaults(chosen)).toEqual([]);
    expect(readForm(JSON.parse(writeForm(chosen as Form)))).toMatchObject({
      ...chosen,
      minutes: { presentation: 9, review: 20, associative: 22 },
    });
  });

  test.each<[string, object, string, string]>([
    ['without a presentation', { phases: without('presentation') }, 'phases.presentation', 'phase-needed'],
    ['without an end', { phases: without('ended') }, 'phases.ended', 'phase-needed'],
    ['without phases', { phases: [] }, 'phases.gathering', 'phase-needed'],
    ['whose phases are no list', { phases: 'all' }, 'phases', 'phases-missing'],
    ['with an unknown phase', { phases: [...form.phases, 'silence'] }, 'phases.10', 'unknown-phase'],
    ['with a phase that every object has', { phases: [...form.phases, 'constructor'] }, 'phases.10', 'unknown-phase'],
    ['with a phase twice', { phases: ['gathering', ...form.phases] }, 'phases.1', 'phase-out-of-order'],
    ['with its phases mixed up', { phases: [...form.phases].reverse() }, 'phases.1', 'phase-out-of-order'],
    ['with negative minutes', { minutes: { ...form.minutes, opening: -1 } }, 'minutes.opening', 'minutes-out-of-range'],
    ['with no minutes for a phase it has', { minutes: { opening: 0 } }, 'minutes.opening', 'minutes-out-of-range'],
    ['with absurd minutes', { minutes: { associative: mostMinutes + 1 } }, 'minutes.associative', 'minutes-out-of-range'],
    ['with half minutes', { minutes: { associative: 22.5 } }, 'minutes.associative', 'minutes-out-of-range'],
    ['with endless minutes', { minutes: { associative: Number.POSITIVE_INFINITY } }, 'minutes.associative', 'minutes-out-of-range'],
    ['with minutes in words', { minutes: { associative: 'twenty' } }, 'minutes.associative', 'minutes-out-of-range'],
    ['with minutes of an unknown phase', { minutes: { silence: 5 } }, 'minutes.silence', 'unknown-phase'],
    ['with forty cases', { casesPerMeeting: 40 }, 'casesPerMeeting', 'cases-out-of-range'],
    ['without a case', { casesPerMeeting: 0 }, 'casesPerMeeting', 'cases-out-of-range'],
    ['with an unknown kind of stepping back', { pushBack: 'asleep' }, 'pushBack', 'unknown-kind'],
    ['with hands in the associations', { hands: ['associative'] }, 'hands.0', 'hands-not-here'],
    ['with hands in a phase it passes over', { phases: without('clarifying'), hands: ['clarifying'] }, 'hands.0', 'hands-not-here'],
    ['with hands that are no list', { hands: true }, 'hands', 'hands-not-here'],
    ['with a doubtful door', { opensDoorUntilPresentation: 'yes' }, 'opensDoorUntilPresentation', 'not-yes-or-no'],
    ['for two people', { seats: 2 }, 'seats', 'seats-out-of-range'],
    ['for thirteen', { seats: 13 }, 'seats', 'seats-out-of-range'],
    ['for thirteen in one circle', { seats: 13, circles: 'one' }, 'seats', 'seats-out-of-range'],
    ['for more than two circles hold', { seats: 25, circles: 'two' }, 'seats', 'seats-out-of-range'],
    ['led by nobody we know', { led: 'byAcclamation' }, 'led', 'unknown-leading'],
    ['with a third circle', { circles: 'three' }, 'circles', 'unknown-circles'],
    ['without a name', { name: ' ' }, 'name', 'name-missing'],
    ['with a name of 200 characters', { name: 'x'.repeat(200) }, 'name', 'name-too-long'],
    ['with a script for a name', { name: '<script>alert(1)</script>' }, 'name', 'name-unreadable'],
    ['with a phase’s name of 200 characters', { names: { opening: 'x'.repeat(200) } }, 'names.opening', 'name-too-long'],
    [
      'with a script for a phase’s name',
      { names: { opening: '<img src=x onerror=alert(1)>' } },
      'names.opening',
      'name-unreadable',
    ],
    ['with a phase’s name on two lines', { names: { opening: 'One\nTwo' } }, 'names.opening', 'name-unreadable'],
    ['with a phase’s name written backwards', { names: { opening: '\u202eevil' } }, 'names.opening', 'name-unreadable'],
    ['with a phase’s name of dashes', { names: { opening: '---' } }, 'names.opening', 'name-unreadable'],
    ['with a name for an unknown phase', { names: { silence: 'Silence' } }, 'names.silence', 'unknown-phase'],
    ['with a field that nobody knows', { rounds: 2 }, 'rounds', 'unknown-field'],
  ])('%s is refused, and nothing else about it', (_, more, path, code) => {
    const faults = own(more);
    expect(faults[0]).toEqual({ path, code });
    expect(() => writeForm({ ...form, ...more } as Form)).toThrow();
  });

  test('that is none is said to be none, whatever it is', () => {
    for (const none of [null, undefined, 7, 'ABS', [], true]) expect(formFaults(none)).toEqual([{ path: '', code: 'not-a-form' }]);
  });

  test('of any kind at all is judged without a fault of ours', () => {
    fc.assert(
      fc.property(
        fc.record({
          ...Object.fromEntries(Object.keys(form).map((key) => [key, fc.anything()])),
          hands: fc.anything(),
          names: fc.anything(),
        }),
        (any) => {
          expect(Array.isArray(formFaults(any))).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('[R5.6] holds more than twelve only in two circles', () => {
    expect(own({ seats: 18, circles: 'two' })).toEqual([]);
    expect(readForm(JSON.parse(writeForm({ ...form, seats: 18, circles: 'two' })))).toMatchObject({ seats: 18, circles: 'two' });
  });

  test('has names that fit where they stand', () => {
    expect(own({ name: 'x'.repeat(longestFormName), names: { opening: 'é'.repeat(longestPhaseName) } })).toEqual([]);
  });
});

describe('[R1.7] a preset speaks its society’s words', () => {
  test.each<[PresetName, string, string]>([
    ['ABS 60/1', 'en', 'Casework'],
    ['ANZ-UK 90/2', 'en', 'Group discussion'],
    ['German 90/1', 'de', 'Einfälle'],
    ['Hungarian', 'hu', 'Szabad asszociáció'],
    ['Classic 90/1', 'fr', 'Associations libres'],
    ['Classic 90/1', 'it', 'Discussione'],
    ['Chinese 90/1', 'zh', '小组讨论'],
  ])('%s in %s', (preset, language, associative) => {
    expect(formFrom(preset, language).names).toMatchObject({ associative });
  });

  test('and none of them says “Associations” alone in English, as no English-speaking society does', () => {
    for (const preset of Object.keys(presets) as PresetName[])
      for (const name of Object.values(formFrom(preset).names ?? {})) expect(name).not.toBe('Associations');
  });

  test('the classic form has no stepping back, the Chinese one an aim before the questions and images before the work', () => {
    expect(formFrom('Classic 90/1').pushBack).toBe('none');
    const { phases: walked } = formFrom('Chinese 90/1');
    expect(walked.slice(3, 8)).toEqual(['presentation', 'aim', 'clarifying', 'images', 'associative']);
  });
});

describe('[R1.7] a form of before', () => {
  const { review: _, ...minutes } = presets['Leader training 90/1'].minutes;

  test('that never knew looking back does without it', () => {
    const read = readForm({ version: 1, form: { ...form, minutes } });
    expect(read.phases).toEqual(phaseIds);
    expect(minutesOf(read, 'review')).toBe(phases.review.minutes);
  });

  test('is written so that servers of before can read it, as long as it says nothing new', () => {
    const version = (one: Form) => (JSON.parse(writeForm(one)) as { version: number }).version;
    expect(version(form)).toBe(1);
    expect(Object.keys(form.minutes)).toEqual([...phaseIds]);
    const said: Partial<Form>[] = [{ hands: ['clarifying'] }, { names: {} }, { seats: 8 }, { phases: withMore('review') }];
    for (const more of said) expect(version({ ...form, ...more })).toBe(2);
    for (const more of [
      { circles: 'two' },
      { led: 'byConvenor' },
      { phases: withMore('aim') },
      { phases: withMore('images') },
    ] as Partial<Form>[])
      expect(version({ ...form, ...more })).toBe(3);
  });

  test('with which a room was opened is known, and walks as it did', () => {
    const opened = { type: 'meetingOpened', at: 1, meetingId: 'm', groupName: 'g', form, seats: [] };
    expect(isKnownEvent(opened)).toBe(true);
  });
});
