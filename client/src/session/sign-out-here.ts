// Ends this browser's session in a seat and leaves nothing of it behind (R6.8): what was kept, and this page with all that it shows.

import { forgetAll } from '../model/kept.ts';
import { signOut } from './doorstep-api.ts';

/** The address of the page that says so; it belongs to nobody. */
const after = '/#signed-out';

/** Answers whether it could be done; then this page is on its way out. */
export async function signOutHere(seat: string): Promise<boolean> {
  if (!(await signOut(seat))) return false;
  forgetAll();
  location.replace(after);
  return true;
}
