// What a touch may ask for later is fetched as soon as the room is there: then neither a network that has gone nor an update of the server stands between
// a person and a button.
import { untilFetched } from './model/until-fetched.ts';

const files = [
  () => import('./parts/Confirm.tsx'),
  () => import('./screens/HelpSheet.tsx'),
  () => import('./screens/DevicePanel.tsx'),
  () => import('./screens/Refused.tsx'),
  () => import('./screens/NotSignedIn.tsx'),
  () => import('./session/test-sound.ts'),
  () => import('./room/desk/CircleActs.tsx'),
  () => import('./FarewellPage.tsx'),
];

/** About a minute; what an update has taken away meanwhile does not come. */
const tries = 30;

export function fetchAhead(): void {
  for (const file of files) untilFetched<unknown>(file, tries).catch(() => {});
}
