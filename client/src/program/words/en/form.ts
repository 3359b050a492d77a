// The form of a group: how its meetings go, phase by phase, and what is wrong with a form that cannot be.
import type { FormFaultCode } from '../../../../../shared/ritual/form-faults.ts';
import type { PushBack } from '../../../../../shared/ritual/forms.ts';
import type { PhaseId } from '../../../../../shared/ritual/phases.ts';
import { phases } from '../../../words/en/phases.ts';
import { plural } from '../../../words/en/plural.ts';

const says: Readonly<Record<PhaseId, string>> = {
  gathering: 'People come and sit down.',
  opening: 'A welcome, a silence, news of earlier cases.',
  caseCall: 'Somebody offers a case and is asked to present it.',
  presentation: 'One person presents, nobody interrupts.',
  aim: 'The presenter says what they hope for from the group.',
  clarifying: 'Brief questions of fact.',
  images: 'The presenter has stepped back; a quiet minute for what comes to mind.',
  associative: 'The circle works without the presenter.',
  closingRound: 'The presenter may speak again, or not.',
  review: 'The case is closed; the group looks at how it was led.',
  farewell: 'A few last words.',
  debrief: 'The leaders alone, when the others have gone.',
  ended: '',
};

const kinds: Readonly<Record<PushBack, string>> = {
  atTheEdge: 'They step back: a small dimmed picture outside the circle',
  unseen: 'They step back unseen: an empty chair with their name',
  none: 'They stay in the circle and may speak',
};

export const form = {
  title: (group: string) => `Form of ${group}`,
  heading: 'Form',
  lead: 'How a meeting of this group goes. A change takes effect with the next meeting.',
  isOn: 'A meeting is on just now. It keeps the form with which it began.',
  readOnly: 'The leaders of the group choose its form.',
  unreadable:
    'What is stored of this form cannot be read, and no room opens with it. Choose a preset below and save; a meeting that is on goes on as it began.',
  unreadableForOthers:
    'What is stored of this form cannot be read, and no room opens with it. A leader of the group can choose another.',
  preset: 'Begin with',
  presetHint: 'A preset fills in everything below. Then change what your group does otherwise.',
  presetKeep: 'What stands here now',
  name: 'Name of the form',
  nameHint: 'As it is called on the page of the group.',
  preview: 'The path of a meeting',
  previewMore: (minutes: number, cases: number) =>
    `As the leaders’ desk will show it. About ${minutes} minutes from the opening to the farewell, with ${plural(cases, { one: 'one case', other: `${cases} cases` })}. Minutes are a guide for the leaders; nothing ends by itself.`,
  minutes: (n: number) => `${n} min`,
  phasesHeading: 'Phases',
  phasesMore: 'What is not ticked is passed over. A name of your own is what everybody reads in the room.',
  columns: { phase: 'Phase', name: 'Your own name for it', minutes: 'Minutes', hands: 'Hands' },
  names: phases.names,
  says,
  ownName: (phase: string) => `Your own name for ${phase}`,
  minutesOf: (phase: string) => `Minutes for ${phase}`,
  handsIn: (phase: string) => `Hands are raised in ${phase}`,
  hands: 'Hands are raised',
  caseHeading: 'The case and the circle',
  cases: 'Cases in a meeting',
  casesHint: 'How many the desk expects; leaders can always stop earlier or go on.',
  pushBack: 'Whoever has told the case',
  kinds,
  led: 'Who leads',
  leds: {
    byLeaders: 'The leaders of the group',
    byConvenor: 'A member who convenes that meeting, another one each time',
  },
  ledHint: 'With a convenor, whoever is a leader in the circle keeps these pages, and sits in the room like everybody else.',
  seats: 'Chairs in the circle',
  seatsHint: (sitting: number) => `Leaders included; ${sitting} sit there now. Empty: as many as a circle holds.`,
  seatsNew: 'Leaders included. Empty: as many as a circle holds.',
  circles: 'Circles',
  circlesOf: { one: 'One circle, at most twelve chairs', two: 'An inner and an outer circle, at most 24 chairs' },
  door: 'Members walk in until the first presentation; after it they knock',
  doorHint: 'Otherwise they always knock, and a leader lets them in.',
  chairs: 'The chair of somebody who is absent stands empty',
  chairsHint: 'Otherwise there is no chair until they come.',
  save: 'Save the form',
  saved: 'The form is saved. It takes effect with the next meeting.',
  own: 'Change this form for your group',
  notOwn: 'Take a preset as it is',
  faults: {
    'not-a-form': 'This is not a form. Please choose a preset and begin again.',
    'unknown-field': 'The server does not know this. Please load the page again.',
    'name-missing': 'Please write a name.',
    'name-too-long': 'This is too long: a form’s name has at most 60 letters, a phase’s at most 30.',
    'name-unreadable': 'Please write a plain name on one line, with letters, without < and >.',
    'phases-missing': 'A form needs its phases. Please choose a preset and begin again.',
    'unknown-phase': 'There is no such phase.',
    'phase-needed': 'A meeting cannot do without this phase.',
    'phase-out-of-order': 'The phases stand in the wrong order.',
    'minutes-missing': 'Please say how long the phases are meant to be.',
    'minutes-out-of-range': 'Please write whole minutes, from 1 to 180.',
    'cases-out-of-range': 'Please write a number of cases from 1 to 9.',
    'unknown-kind': 'Please choose one of the ways of stepping back.',
    'not-yes-or-no': 'Please say yes or no to this.',
    'hands-not-here': 'Hands are raised only in questions and closing round, and only where the form has them.',
    'seats-out-of-range': 'One circle has 3 to 12 chairs, two circles have up to 24.',
    'unknown-circles': 'Please choose one circle or two.',
    'unknown-leading': 'Please choose who leads.',
    'more-sit-already': 'More people sit in this circle already. End a seat first, or leave room for them.',
    'no-leader': 'Nobody of this group is a leader. Give a leader’s seat first.',
  } satisfies Readonly<Record<FormFaultCode | 'more-sit-already' | 'no-leader', string>> as Readonly<Record<string, string>>,
};

export type FormWords = typeof form;
