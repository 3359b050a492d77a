// Asks for a sign-in link, or signs in with a passkey. Nobody learns here who exists.
import { type FormEvent, useState } from 'react';
import type { AskForLink } from '../../../../shared/protocol/program/me.ts';
import buttons from '../../styles/buttons.module.css';
import { ask } from '../asking/ask.ts';
import { useDoing } from '../asking/use-doing.ts';
import { Field } from '../parts/Field.tsx';
import form from '../parts/Form.module.css';
import { isAddress } from '../parts/is-address.ts';
import { enterByPasskey, mayHavePasskey } from '../parts/passkey.ts';
import { Failed } from '../parts/Told.tsx';
import { useAroundWords } from '../words/around-words.ts';
import { Institutions } from './Institutions.tsx';

export function AskLink({ to }: { readonly to: string }) {
  const { enter: words, faults, waiting } = useAroundWords();
  const [address, setAddress] = useState('');
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [isMissing, setMissing] = useState(false);
  const [told, setTold] = useState('');
  const asking = useDoing();
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setMissing(!isAddress(address));
    if (!isAddress(address)) return;
    const body: AskForLink = { address: address.trim(), to };
    const outcome = await asking.run(() => ask<{ goTo?: string } | undefined>('POST', '/api/sign-in', body));
    if (outcome?.ok) setSentTo(address.trim());
  };
  const byPasskey = async () => {
    setTold('');
    const entered = await enterByPasskey();
    if (entered === 'in') location.assign(to);
    else setTold(entered === 'unknown' ? words.passkeyNone : words.passkeyFailed);
  };
  const isWrong = isMissing || asking.failed?.why === 'malformed' || asking.failed?.why === 'faults';
  if (sentTo !== null) {
    return (
      <div className={form.form} role="status">
        <p>{words.sent(sentTo)}</p>
        <p className={form.quiet}>{words.sentHint}</p>
        <p>
          <button type="button" className={buttons.plain} onClick={() => setSentTo(null)}>
            {words.another}
          </button>
        </p>
      </div>
    );
  }
  return (
    <div className={form.form}>
      <form className={form.form} onSubmit={send} noValidate>
        <Field label={words.address} hint={words.addressHint} fault={isWrong ? faults.address : null}>
          {(ids) => (
            <input
              {...ids}
              type="email"
              autoComplete="email"
              inputMode="email"
              value={address}
              onChange={(event) => setAddress(event.target.value)}
            />
          )}
        </Field>
        <Institutions address={address} to={to} />
        <div className={form.row}>
          <button type="submit" className={buttons.main} aria-disabled={asking.isBusy}>
            {asking.isBusy ? waiting : words.send}
          </button>
        </div>
        {!isWrong && <Failed failed={asking.failed} />}
      </form>
      {mayHavePasskey() && (
        <>
          <p className={form.or}>{words.anotherWay}</p>
          <div className={form.row}>
            <button type="button" className={buttons.plain} onClick={() => void byPasskey()}>
              {words.passkey}
            </button>
            <p className={form.quiet}>{words.passkeyHint}</p>
          </div>
          <p role="alert">{told}</p>
        </>
      )}
      <p className={form.quiet}>{words.noAccount}</p>
    </div>
  );
}
