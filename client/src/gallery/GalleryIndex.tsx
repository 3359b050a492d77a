// The gallery's first page: a link to every phase and role, and to the circumstances worth looking at.
import { phaseIds } from '../../../shared/ritual/phases.ts';
import { Page } from '../screens/Page.tsx';
import { roles } from './choice.ts';
import { programPictures } from './program/program-pictures.ts';

const counts = [4, 8, 12];
const more = [
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
  'screen=doorstep',
  'screen=doorstep&with=contract',
  'screen=doorstep&with=contract,elsewhere',
  'screen=doorstep&with=early',
  'screen=doorstep&with=denied',
  'screen=doorstep&with=knocking',
  'screen=farewell&with=later',
  'screen=trouble&with=replaced',
  'screen=links',
];

export function GalleryIndex() {
  return (
    <Page isWide>
      <h1>Gallery</h1>
      {counts.map((people) => (
        <table key={people}>
          <caption>{people} people</caption>
          <tbody>
            {phaseIds.slice(0, -1).map((phase) => (
              <tr key={phase}>
                {roles
                  .filter((role) => role !== 'outer')
                  .map((role) => (
                    <td key={role}>
                      <a href={`?phase=${phase}&role=${role}&people=${people}`}>
                        {phase}, {role}
                      </a>
                    </td>
                  ))}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
      {[...more, ...programPictures].map((search) => (
        <a key={search} href={`?${search}`}>
          {search}
        </a>
      ))}
    </Page>
  );
}
