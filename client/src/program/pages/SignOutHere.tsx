// Signs this browser out of everything, and leaves nothing of it behind (R6.8).
import { useState } from 'react';
import { forgetAll } from '../../model/kept.ts';
import buttons from '../../styles/buttons.module.css';
import { api } from '../asking/api.ts';
import { ask } from '../asking/ask.ts';
import { useAroundWords } from '../words/around-words.ts';

export function SignOutHere() {
  const { signOut: words } = useAroundWords();
  const [hasFailed, setFailed] = useState(false);
  const signOut = async () => {
    const outcome = await ask('POST', api.signOut);
    setFailed(!outcome.ok);
    if (!outcome.ok) return;
    forgetAll();
    location.replace('/#signed-out');
  };
  return (
    <>
      <button type="button" className={buttons.plain} onClick={() => void signOut()}>
        {words.act}
      </button>
      <p role="alert">{hasFailed ? words.failed : ''}</p>
    </>
  );
}
