// The words of the pages before the room, which stand before the room's own have come.
import { type DoorWords, doorEn } from './door-en.ts';
import { useCatalogue } from './language.ts';

export function useDoorWords(): DoorWords {
  return useCatalogue(doorEn, (language) => language.door);
}
