// Where news shall go to and of which kinds; and the secret, which is shown once.
import { type FormEvent, useState } from 'react';
import {
  type MadeWebhook,
  type NewsKind,
  newsKinds,
  type NewWebhook as Wish,
} from '../../../../../shared/protocol/program/webhooks.ts';
import buttons from '../../../styles/buttons.module.css';
import { api } from '../../asking/api.ts';
import { ask } from '../../asking/ask.ts';
import { useDoing } from '../../asking/use-doing.ts';
import { Copy } from '../../parts/Copy.tsx';
import { Field, Tick } from '../../parts/Field.tsx';
import form from '../../parts/Form.module.css';
import table from '../../parts/Table.module.css';
import { Failed } from '../../parts/Told.tsx';
import { useAroundWords } from '../../words/around-words.ts';
import { useCreditWords } from '../../words/credit-words.ts';

interface NewWebhookProps {
  readonly programId: string;
  readonly onMade: (made: MadeWebhook) => void;
}

export function NewWebhook({ programId, onMade }: NewWebhookProps) {
  const { webhooks: words } = useCreditWords();
  const around = useAroundWords();
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const [chosen, setChosen] = useState<readonly NewsKind[]>([]);
  const [hasLooked, setLooked] = useState(false);
  const making = useDoing();
  const make = async (event: FormEvent) => {
    event.preventDefault();
    setLooked(true);
    if (name.trim() === '' || url.trim() === '' || chosen.length === 0) return;
    const wish: Wish = { name: name.trim(), url: url.trim(), kinds: chosen };
    const outcome = await making.run(() => ask<MadeWebhook>('POST', api.webhooks(programId), wish));
    if (outcome?.ok) onMade(outcome.value);
  };
  const faultAt = (part: 'name' | 'url', said: string) => {
    if (hasLooked && said.trim() === '') return around.faults.required;
    const found = making.failed?.faults.find(({ path }) => path === part);
    return found && (words.faults[found.code] ?? around.faults.other);
  };
  return (
    <form className={form.form} onSubmit={make} noValidate>
      <Field label={words.name} hint={words.nameHint} size="middle" fault={faultAt('name', name)}>
        {(ids) => <input {...ids} maxLength={80} value={name} onChange={({ target }) => setName(target.value)} />}
      </Field>
      <Field label={words.url} hint={words.urlHint} fault={faultAt('url', url)}>
        {(ids) => (
          <input
            {...ids}
            type="url"
            inputMode="url"
            spellCheck={false}
            value={url}
            onChange={({ target }) => setUrl(target.value)}
          />
        )}
      </Field>
      <fieldset className={form.plain}>
        <legend>{words.kinds}</legend>
        {newsKinds.map((kind) => (
          <Tick
            key={kind}
            label={words.kind[kind] ?? kind}
            isOn={chosen.includes(kind)}
            onChange={(isOn) => setChosen(isOn ? [...chosen, kind] : chosen.filter((one) => one !== kind))}
          />
        ))}
        <p role="alert" className={table.bad}>
          {hasLooked && chosen.length === 0 ? words.kindsMissing : ''}
        </p>
      </fieldset>
      <div className={form.row}>
        <button type="submit" className={buttons.main} aria-disabled={making.isBusy}>
          {making.isBusy ? around.saving : words.make}
        </button>
      </div>
      <Failed failed={making.failed} />
    </form>
  );
}

interface MadeSecretProps {
  readonly made: MadeWebhook;
  readonly onDone: () => void;
}

export function MadeSecret({ made, onDone }: MadeSecretProps) {
  const { webhooks: words } = useCreditWords();
  return (
    <div className={form.card} role="status">
      <p>{words.made}</p>
      <Field label={words.secret}>{(ids) => <input {...ids} readOnly value={made.secret} spellCheck={false} />}</Field>
      <div className={form.row}>
        <Copy text={made.secret} label={words.secret} />
        <button type="button" className={buttons.plain} onClick={onDone}>
          {words.copied}
        </button>
      </div>
    </div>
  );
}
