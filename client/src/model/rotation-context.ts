// Whether the leaders of this person's group keep a private list of who presented (R9.2); undefined where that is not known.
import { createContext } from 'react';

export const RotationContext = createContext<boolean | undefined>(undefined);
