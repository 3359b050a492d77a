// The link of a mail that proves an address: looking at it changes nothing, the person's own press does. Its token stands behind the `#`.
import { useEffect, useState } from 'react';
import type { OwnAddress } from '../../../../../shared/protocol/program/me.ts';
import buttons from '../../../styles/buttons.module.css';
import { api } from '../../asking/api.ts';
import { ask } from '../../asking/ask.ts';
import { useDoing } from '../../asking/use-doing.ts';
import form from '../../parts/Form.module.css';
import { Failed } from '../../parts/Told.tsx';
import { useAroundWords } from '../../words/around-words.ts';
import { useHomeWords } from '../../words/home-words.ts';

const tokenHere = () => /^#address=([\w-]+)$/.exec(location.hash)?.[1] ?? null;

export function ProveAddress({ onProved }: { readonly onProved: (address: string) => void }) {
  const { addresses: words } = useHomeWords();
  const around = useAroundWords();
  const [token, setToken] = useState(tokenHere);
  const [address, setAddress] = useState<string | null>(null);
  const [isSpent, setSpent] = useState(false);
  const doing = useDoing();
  const { run } = doing;
  useEffect(() => {
    if (token === null) return;
    void run(() => ask<OwnAddress>('POST', api.lookAtAddress, { token })).then((outcome) => {
      if (outcome?.ok) setAddress(outcome.value.address);
      else if (outcome?.why === 'link-spent') setSpent(true);
    });
  }, [token, run]);
  if (token === null) return null;
  const prove = async (wished: string) => {
    const outcome = await run(() => ask('POST', api.proveAddress, { token }));
    if (outcome?.ok) {
      history.replaceState(null, '', location.pathname);
      setToken(null);
      onProved(wished);
    } else setSpent(outcome?.why === 'link-spent');
  };
  if (isSpent) return <p role="alert">{words.spent}</p>;
  return (
    <div className={form.card}>
      {address !== null && (
        <>
          <p>{words.proveAsk(address)}</p>
          <div className={form.row}>
            <button type="button" className={buttons.main} aria-disabled={doing.isBusy} onClick={() => void prove(address)}>
              {doing.isBusy ? around.saving : words.prove}
            </button>
          </div>
        </>
      )}
      <Failed failed={doing.failed} />
    </div>
  );
}
