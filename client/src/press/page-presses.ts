// One guard for the whole page: a double press counts once, wherever its second half lands.
import { PressGuard } from './press-guard.ts';

export const pressGuard = new PressGuard();
