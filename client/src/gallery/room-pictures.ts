// The room in every phase and in every circumstance worth looking at, as the gallery's address has it.
import { allPhaseIds } from '../../../shared/ritual/phases.ts';

export const phasePictures: readonly string[] = [
  ...allPhaseIds
    .filter((phase) => phase !== 'ended')
    // For the others it is over by then.
    .flatMap((phase) =>
      (phase === 'debrief' ? ['leader'] : ['leader', 'presenter', 'member']).map((role) => `phase=${phase}&role=${role}`),
    ),
  ...['leader', 'presenter', 'member', 'observer'].flatMap((role) =>
    [4, 12].map((people) => `phase=associative&role=${role}&people=${people}`),
  ),
  'phase=presentation&role=observer',
  'phase=gathering&role=observer',
];

export const roomPictures: readonly string[] = [
  'phase=caseCall&role=leader&with=offers',
  'phase=caseCall&role=presenter&with=asked',
  'phase=clarifying&role=leader&with=hands',
  'phase=clarifying&role=member&with=hands,handUp',
  'phase=associative&role=leader&with=signal,whispers',
  'phase=associative&role=leader&with=unconfirmed,knock,lost',
  'phase=associative&role=leader&pushBack=unseen',
  'phase=associative&role=leader&with=guarded',
  'phase=associative&role=presenter&with=seen,whispers',
  'phase=closingRound&role=presenter&with=invited',
  'phase=presentation&role=member&with=voice,lost,observer,hidden',
  'phase=associative&role=leader&with=names',
  'phase=opening&role=leader&with=break',
  'phase=associative&role=presenter&with=break',
  'phase=associative&role=leader&with=whispers,word',
  'phase=associative&role=leader&with=timeMine',
  'phase=clarifying&role=leader&people=4&with=timeOther,longNames',
  'phase=clarifying&role=member&with=breakOver,leaderless',
  'phase=images&role=leader&with=chinese',
  'phase=aim&role=presenter&with=chinese',
  'phase=gathering&role=member&with=peers,unconvened',
  'phase=gathering&role=member&with=peers,unconvened,expected',
  'phase=opening&role=leader&with=peers,substitute,planned',
  'phase=review&role=leader',
  'phase=review&role=member',
  'phase=farewell&role=member&with=left',
  ...['leader', 'presenter', 'member', 'outer'].flatMap((role) =>
    [14, 24].map((people) => `phase=associative&role=${role}&people=${people}&with=circles`),
  ),
  'phase=associative&role=leader&people=16&with=circles,round-outer',
  'phase=associative&role=outer&people=16&with=circles,round-both',
];
