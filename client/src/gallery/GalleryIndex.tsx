// The gallery's first page: a link to every phase and role, and to the circumstances worth looking at.
import { phaseIds } from '../../../shared/ritual/phases.ts';
import { Page } from '../screens/Page.tsx';
import { roles } from './choice.ts';
import { programPictures } from './program/program-pictures.ts';
import { roomPictures } from './room-pictures.ts';
import { screenPictures } from './screen-pictures.ts';

const counts = [4, 8, 12];

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
      {[...roomPictures, ...screenPictures, ...programPictures].map((search) => (
        <a key={search} href={`?${search}`}>
          {search}
        </a>
      ))}
    </Page>
  );
}
