// The page of somebody whom the server does not know.
import { keepsCookies } from '../model/keeps-cookies.ts';
import { Trouble } from './Trouble.tsx';

/** Without cookies it can know nobody. */
export function NotSignedIn() {
  return <Trouble why={keepsCookies() ? 'not-signed-in' : 'no-cookies'} act={() => location.reload()} />;
}
