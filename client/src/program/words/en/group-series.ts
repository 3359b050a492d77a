// What the dates page says of a series as a whole: what holds for its meetings, and its end.
import { plural } from '../../../words/en/plural.ts';

const people = (n: number) => plural(n, { one: 'one person', other: `${n} people` });
const minutes = (n: number) => plural(n, { one: 'one minute', other: `${n} minutes` });
const dates = (n: number) => plural(n, { one: 'One date', other: `${n} dates` });

export const series = {
  heading: 'What holds for these dates',
  unnamed: 'These dates',
  facts: (quorum: number, door: number, leaders: number) =>
    `At least ${people(quorum)}. The door opens ${minutes(door)} before the start${leaders === door ? '' : `, for leaders ${minutes(leaders)}`}.`,
  coming: (n: number) => (n === 0 ? 'No date is left.' : `${dates(n)} to come.`),
  ended: 'It has ended. New dates begin another series.',
  change: 'Change',
  changeFor: (name: string) => `Change what holds for ${name}`,
  name: 'Name of the series',
  nameHint: 'It may stay empty.',
  quorum: 'People at least',
  door: 'Door opens, minutes before',
  leaders: 'For leaders, minutes before',
  hint: 'All coming dates follow; with fewer people those who plan are warned. A meeting whose door is open already stays as it is. Nobody is mailed.',
  between: (least: number, most: number) => `Please write a whole number from ${least} to ${most}.`,
  afterMembers: 'Leaders come no later than everybody else.',
  saved: (name: string) => `Saved for ${name}.`,
  end: 'End the series',
  endFor: (name: string) => `End ${name}`,
  endSure: (name: string, n: number) => ({
    ask: `End ${name}?`,
    explain:
      n === 0
        ? 'No date is left to cancel. The circle, its agreement and what was held stay; you can plan new dates at any time.'
        : `${dates(n)} to come ${n === 1 ? 'is' : 'are'} cancelled. Everybody with an address is told once by mail, and calendars follow. What was held stays; you can plan new dates at any time.`,
    yes: 'End the series',
  }),
  endDone: (name: string) => `${name} has ended.`,
};
