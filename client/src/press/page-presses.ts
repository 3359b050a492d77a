// One guard for the page: a double press is one, wherever its second half lands.
import { PressGuard } from './press-guard.ts';

export const pressGuard = new PressGuard();
