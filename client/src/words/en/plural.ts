// The two forms of an English number.
import { pluralIn } from '../plural.ts';

export const plural = pluralIn<'one' | 'other'>('en');
