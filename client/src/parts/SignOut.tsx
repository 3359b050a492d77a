// Signing out (R6.8), on every page of a seat: it asks once, because the way back is the personal link or another sign-in.
import { createContext, lazy, Suspense, useContext, useState } from 'react';
import buttons from '../styles/buttons.module.css';
import { useDoorWords } from '../words/door-words.ts';

const SignOutSure = lazy(async () => ({ default: (await import('./SignOutSure.tsx')).SignOutSure }));

/** Answers whether it could be done. Null where nobody is signed in. */
export const SignOutContext = createContext<(() => Promise<boolean>) | null>(null);

export function SignOut() {
  const { signOut: words } = useDoorWords().pages;
  const signOut = useContext(SignOutContext);
  const [isAsking, setAsking] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  if (signOut === null) return null;
  const yes = async () => {
    setFailed(false);
    if (!(await signOut())) setFailed(true);
  };
  return (
    <>
      <button type="button" className={buttons.quiet} onClick={() => setAsking(true)}>
        {words.act}
      </button>
      {hasFailed && <p role="alert">{words.failed}</p>}
      <Suspense>{isAsking && <SignOutSure onYes={() => void yes()} onClose={() => setAsking(false)} />}</Suspense>
    </>
  );
}
