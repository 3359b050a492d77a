// Ends this browser's session in a seat and leaves nothing of it behind (R6.8): what was kept, and this page with all that it shows.
import { signedOutAddress } from '../../../shared/protocol/addresses.ts';
import { forgetAll } from '../model/kept.ts';
import { signOut } from './doorstep-api.ts';

/** Resolves to whether it worked; if so, this page is about to go. */
export async function signOutHere(seat: string): Promise<boolean> {
  if (!(await signOut(seat))) return false;
  forgetAll();
  location.replace(signedOutAddress);
  return true;
}
