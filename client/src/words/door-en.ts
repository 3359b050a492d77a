// What a person reads before the room and when something is in the way, in English.
import { door } from './en/door.ts';
import { network } from './en/network.ts';
import { pages } from './en/pages.ts';
import { troubles } from './en/troubles.ts';

export const doorEn = {
  /** For dates and times (R10.4). */
  language: 'en',
  door,
  network,
  pages,
  troubles,
};

export type DoorWords = typeof doorEn;
