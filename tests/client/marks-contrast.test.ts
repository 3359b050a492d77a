// Marks that say something are told from what they lie on, in both lights (WCAG 2.2, 1.4.11), and stay where the system forces its colours.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const sheet = readFileSync(new URL('../../client/src/styles/tokens.css', import.meta.url), 'utf8');

/** The colours of one rule, by name; there are three: dusk, the device's light and the person's. */
const lights = [...sheet.matchAll(/color-scheme: (\w+);([^}]*)/g)].map(([, light, rule = '']) => ({
  light,
  colours: Object.fromEntries([...rule.matchAll(/--([\w-]+): (#\w{6});/g)].map(([, name = '', colour = '']) => [name, colour])),
}));

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** The colour that a rule of this sheet gives to a line or ground. */
function colourIn(file: string, selector: string, property: string): string {
  const rules = readFileSync(new URL(`../../client/src/room/${file}`, import.meta.url), 'utf8');
  const body = rules.split(`\n${selector} {`)[1]?.split('}')[0] ?? '';
  return new RegExp(`${property}: var\\(--([\\w-]+)\\)`).exec(body)?.[1] ?? `${selector} has no ${property}`;
}

const marks: readonly (readonly [what: string, file: string, selector: string, property: string, on: string])[] = [
  ['[R8.2] a living connection', 'Chair.module.css', '.seat[data-alive="true"]::after', 'background', 'seat'],
  ['[R5.4] an empty chair', 'Chair.module.css', '.drawing', 'stroke', 'wall'],
  ['[R8.1] the time that has passed', 'desk/SoftClock.module.css', '.clock .passed', 'stroke', 'line'],
  ['[R8.2] the still sign in the middle', 'PhaseBanner.module.css', '.alive', 'background', 'wall'],
];

test('there are three rules of colours', () => {
  expect(lights.map(({ light }) => light)).toEqual(['dark', 'light', 'light']);
});

describe.each(marks)('%s', (_what, file, selector, property, on) => {
  test.each(lights)('is seen in the $light', ({ colours }) => {
    expect(contrast(colours[colourIn(file, selector, property)] ?? '', colours[on] ?? '')).toBeGreaterThanOrEqual(3);
  });
});

test('[R7.6] the clock is as plain to see when another leader takes the time', () => {
  expect(readFileSync(new URL('../../client/src/room/desk/SoftClock.module.css', import.meta.url), 'utf8')).not.toContain(
    'opacity',
  );
});

/** Where the system forces its colours, grounds and shadows are gone, and only lines are left. */
describe('where colours are forced', () => {
  const sheetOf = (file: string) => readFileSync(new URL(`../../client/src/room/${file}`, import.meta.url), 'utf8');
  test.each([
    ['desk/NextActButton.module.css', '.next', 'border'],
    ['ChairMark.module.css', '.mark', 'border'],
    ['Chair.module.css', '.face', 'outline'],
    ['Chair.module.css', '.drawing', 'stroke'],
  ])('%s: %s keeps its %s', (file, selector, line) => {
    const forced = sheetOf(file).split('@media (forced-colors: active) {')[1] ?? '';
    expect(forced.split(`${selector} {`)[1]?.split('}')[0]).toMatch(new RegExp(`${line}: .*(CanvasText|ButtonText)`));
  });

  test('the path is drawn with borders alone', () => {
    const steps = [...sheetOf('desk/PhasePath.module.css').matchAll(/\.path li[^{]*::before \{([^}]*)\}/g)].map(
      ([, body = '']) => body,
    );
    expect(steps).toHaveLength(3);
    for (const body of steps) expect(body).toMatch(/border/);
    expect(steps.join()).not.toMatch(/background/);
  });
});
