// The words of the pages before the room, which stand before the room's own have come.
import { createContext, useContext } from 'react';
import { doorEn } from './door-en.ts';

export type DoorWords = typeof doorEn;

const DoorWordsContext = createContext<DoorWords>(doorEn);

export function useDoorWords(): DoorWords {
  return useContext(DoorWordsContext);
}
