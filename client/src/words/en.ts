// Every sentence a person reads, in English. One part for each place of the product.
import { doorEn } from './door-en.ts';
import { chairs } from './en/chairs.ts';
import { check } from './en/check.ts';
import { controls } from './en/controls.ts';
import { desk } from './en/desk.ts';
import { farewell } from './en/farewell.ts';
import { gate } from './en/gate.ts';
import { keys } from './en/keys.ts';
import { guest, links } from './en/links.ts';
import { phases } from './en/phases.ts';
import { refusals } from './en/refusals.ts';
import { sound } from './en/sound.ts';

export const en = {
  ...doorEn,
  chairs,
  check,
  controls,
  desk,
  farewell,
  gate,
  guest,
  keys,
  links,
  phases,
  refusals,
  sound,
};

export type Words = typeof en;
