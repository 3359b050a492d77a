// Run by wall-time.test.ts in processes of their own, each in another zone: says what the functions of server/dates answer there.
import { previewOf } from '../../../server/dates/planned-dates.ts';
import { instantsOf } from '../../../server/dates/wall-time.ts';
import { denver, openHours } from './true-dates.ts';

process.stdout.write(
  JSON.stringify({
    preview: previewOf(denver.wish, denver.zones, denver.now),
    hours: openHours.map(({ zone, local }) => instantsOf(local, zone)),
  }),
);
