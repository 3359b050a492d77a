// What whoever leaves is told about coming back, where that is not the meeting's own sentence.
import { createContext } from 'react';

export const LeavingContext = createContext<string | null>(null);
