// The catalogue a component reads its words from; English until another one is given.
// Components hold no sentence of their own.
import { createContext, useContext } from 'react';
import { en } from './en.ts';

export type Words = typeof en;

const WordsContext = createContext<Words>(en);

export function useWords(): Words {
  return useContext(WordsContext);
}
