// What a server would say of what a group keeps after its meetings, made up.
import type {
  AfterOfSeat,
  ResearchView,
  RotationView,
  SurveyItem,
  SurveyResults,
  SurveyView,
} from '../../../../shared/protocol/program/after.ts';
import { idOf, madeUpPeople } from './made-up-people.ts';

type Has = (circumstance: string) => boolean;

const day = 86_400_000;
const items: readonly SurveyItem[] = [
  { kind: 'scale', text: 'I could say what I wanted to say.' },
  { kind: 'scale', text: 'I see my own patients a little differently now.' },
  { kind: 'yesNo', text: 'I would present a case in this group.' },
];

export function afterOfSeat(has: Has): AfterOfSeat {
  if (!has('after')) return { feedback: [], research: null, keepsRotation: false };
  return {
    feedback: [{ meetingId: idOf(9000), startsAt: Date.now() - 2 * day, formId: idOf(7000), items }],
    research: {
      askId: idOf(7100),
      text: 'May what the group is asked after its meetings be part of a study of how groups end?',
      mine: null,
    },
    keepsRotation: true,
  };
}

export function survey(has: Has): SurveyView {
  return { form: has('empty') ? null : { id: idOf(7000), items, since: Date.now() - 60 * day } };
}

export const results: SurveyResults = {
  answers: 25,
  items: items.map((item) => ({ ...item, counts: item.kind === 'scale' ? [1, 2, 5, 9, 8] : [6, 19] })),
};

export function research(has: Has): ResearchView {
  if (has('empty')) return { ask: null, said: [] };
  return {
    ask: { id: idOf(7100), text: 'May what the group is asked after its meetings be part of a study of how groups end?', since: 0 },
    said: madeUpPeople.slice(0, 5).map(({ name }, n) => ({
      name,
      said: n === 2 ? ('no' as const) : n === 4 ? ('withdrawn' as const) : ('yes' as const),
      at: Date.now() - n * day,
    })),
  };
}

export function rotation(has: Has): RotationView {
  const people = madeUpPeople.slice(0, 8).map(({ id, name }) => ({ id, name }));
  if (has('empty')) return { isOn: false, people, turns: [], dates: [] };
  const dates = Array.from({ length: 6 }, (_, n) => new Date(Date.now() - (n * 14 + 2) * day).toISOString().slice(0, 10));
  return {
    isOn: true,
    people,
    turns: dates.map((onDate, n) => ({ personId: people[(n * 3) % 6]?.id ?? '', onDate, wishesToReturn: n === 1 })),
    dates,
  };
}
