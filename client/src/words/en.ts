// Every sentence a person reads, in English. One part for each place of the product.
import { chairs } from './en/chairs.ts';
import { check } from './en/check.ts';
import { controls } from './en/controls.ts';
import { desk } from './en/desk.ts';
import { door } from './en/door.ts';
import { keys } from './en/keys.ts';
import { pages } from './en/pages.ts';
import { phases } from './en/phases.ts';
import { refusals, troubles } from './en/refusals.ts';

export const en = {
  /** For dates and times (R10.4). */
  language: 'en',
  chairs,
  check,
  controls,
  desk,
  door,
  keys,
  pages,
  phases,
  refusals,
  troubles,
};
