// The addresses of an account: which is first, one more by a link that is mailed there, and those that are no longer one's own.
import { type FormEvent, useState } from 'react';
import type { Me, OwnAddress } from '../../../../../shared/protocol/program/me.ts';
import buttons from '../../../styles/buttons.module.css';
import { api } from '../../asking/api.ts';
import { ask, type Outcome } from '../../asking/ask.ts';
import { useDoing } from '../../asking/use-doing.ts';
import { Field } from '../../parts/Field.tsx';
import form from '../../parts/Form.module.css';
import { isAddress } from '../../parts/is-address.ts';
import { Sure } from '../../parts/Sure.tsx';
import table from '../../parts/Table.module.css';
import { Failed, Told } from '../../parts/Told.tsx';
import { useAroundWords } from '../../words/around-words.ts';
import { useHomeWords } from '../../words/home-words.ts';
import { ProveAddress } from './ProveAddress.tsx';

interface AddressesProps {
  readonly me: Me;
  readonly look: () => Promise<void>;
}

export function Addresses({ me, look }: AddressesProps) {
  const { addresses: words } = useHomeWords();
  const around = useAroundWords();
  const [wished, setWished] = useState('');
  const [isWrong, setWrong] = useState(false);
  const [removing, setRemoving] = useState<string | null>(null);
  const [told, setTold] = useState('');
  const doing = useDoing();
  const change = async (act: () => Promise<Outcome<unknown>>, said: string) => {
    setTold('');
    const outcome = await doing.run(act);
    if (!outcome?.ok) return false;
    await look();
    setTold(said);
    return true;
  };
  const add = async (event: FormEvent) => {
    event.preventDefault();
    const address = wished.trim();
    setWrong(!isAddress(address));
    if (
      isAddress(address) &&
      (await change(() => ask('POST', api.addresses, { address } satisfies OwnAddress), words.sent(address)))
    )
      setWished('');
  };
  return (
    <section className={form.section}>
      <h2>{words.heading}</h2>
      <ProveAddress onProved={(address) => void change(async () => ({ ok: true, value: null }), words.added(address))} />
      {me.addresses.length === 0 && <p className={form.quiet}>{words.none}</p>}
      <ul className={form.list}>
        {me.addresses.map((address, n) => (
          <li key={address}>
            <span>
              {address}
              {n === 0 && me.addresses.length > 1 && <span className={`${form.quiet} ${table.whole}`}>{` ${words.isFirst}`}</span>}
              {me.stopped.includes(address) && (
                <>
                  <br />
                  <span className={table.bad}>{words.stopped}</span>
                </>
              )}
            </span>
            {(me.stopped.includes(address) || n > 0) && (
              <span className={form.row}>
                {me.stopped.includes(address) && (
                  <button
                    type="button"
                    className={buttons.small}
                    aria-label={words.isRightFor(address)}
                    onClick={() => void change(() => ask('POST', api.addressIsRight, { address }), words.writtenTo(address))}
                  >
                    {words.isRight}
                  </button>
                )}
                {n > 0 && (
                  <>
                    <button
                      type="button"
                      className={buttons.small}
                      aria-label={words.makeFirstFor(address)}
                      onClick={() => void change(() => ask('POST', api.firstAddress, { address }), words.madeFirst(address))}
                    >
                      {words.makeFirst}
                    </button>
                    <button
                      type="button"
                      className={buttons.small}
                      aria-label={words.removeFor(address)}
                      onClick={() => setRemoving(address)}
                    >
                      {words.remove}
                    </button>
                  </>
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
      {me.addresses.length > 0 && <p className={form.quiet}>{words.hint}</p>}
      <form className={form.form} onSubmit={add} noValidate>
        <Field label={words.add} hint={words.addHint} fault={isWrong ? around.faults.address : null} size="middle">
          {(ids) => (
            <input
              {...ids}
              type="email"
              autoComplete="email"
              value={wished}
              onChange={({ target }) => {
                setWished(target.value);
                setWrong(false);
              }}
            />
          )}
        </Field>
        <div className={form.row}>
          <button type="submit" className={buttons.plain} aria-disabled={doing.isBusy}>
            {doing.isBusy ? around.saving : words.addAct}
          </button>
        </div>
      </form>
      <Told>{told}</Told>
      <Failed failed={doing.failed} look={look} />
      {removing !== null && (
        <Sure
          {...words.removeSure(removing)}
          onYes={() => void change(() => ask('POST', api.removeAddress, { address: removing }), words.removed(removing))}
          onClose={() => setRemoving(null)}
        />
      )}
    </section>
  );
}
