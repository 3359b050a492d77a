// Keys of other systems of a program: made, shown once, revoked; and where its news goes to.
import { type FormEvent, useState } from 'react';
import { Link } from 'wouter';
import type { ProgramView } from '../../../../shared/protocol/program/people.ts';
import type { ApiKeyRow, MadeApiKey, NewApiKey, Scope } from '../../../../shared/protocol/program/systems.ts';
import buttons from '../../styles/buttons.module.css';
import { api } from '../asking/api.ts';
import { ask } from '../asking/ask.ts';
import { useAsked } from '../asking/use-asked.ts';
import { useDoing } from '../asking/use-doing.ts';
import { Copy } from '../parts/Copy.tsx';
import { Field, Tick } from '../parts/Field.tsx';
import form from '../parts/Form.module.css';
import { shortDayIn, timeIn } from '../parts/moments.ts';
import { ProgramFrame } from '../parts/ProgramFrame.tsx';
import { Standing } from '../parts/Standing.tsx';
import { Sure } from '../parts/Sure.tsx';
import table from '../parts/Table.module.css';
import { Failed, Told } from '../parts/Told.tsx';
import { useAroundWords } from '../words/around-words.ts';
import { useCreditWords } from '../words/credit-words.ts';
import { Webhooks } from './systems/Webhooks.tsx';

interface Keys {
  readonly keys: readonly ApiKeyRow[];
}

export function Systems({ ids }: { readonly ids: Readonly<Record<string, string>> }) {
  const program = useAsked<ProgramView>(api.program(ids.p ?? ''));
  const keys = useAsked<Keys>(api.apiKeys(ids.p ?? ''));
  return (
    <Standing asked={program}>
      {(found) => <Standing asked={keys}>{(value) => <SystemsPage program={found} keys={value.keys} look={keys.look} />}</Standing>}
    </Standing>
  );
}

interface SystemsPageProps extends Keys {
  readonly program: ProgramView;
  readonly look: () => Promise<void>;
}

function SystemsPage({ program, keys, look }: SystemsPageProps) {
  const { systems: words } = useCreditWords();
  const [made, setMade] = useState<MadeApiKey | null>(null);
  const [revoking, setRevoking] = useState<ApiKeyRow | null>(null);
  const [told, setTold] = useState('');
  const doing = useDoing();
  const revoke = async ({ id, name }: ApiKeyRow) => {
    const outcome = await doing.run(() => ask('DELETE', api.apiKey(program.id, id)));
    if (!outcome?.ok) return;
    await look();
    setTold(words.revoked(name));
  };
  return (
    <ProgramFrame
      id={program.id}
      name={program.name}
      heading={words.heading}
      title={words.title}
      lead={words.lead}
      acts={
        <Link className={`${buttons.plain} ${form.link}`} href="/docs">
          {words.docs}
        </Link>
      }
    >
      {keys.length === 0 ? (
        <div className={form.card}>
          <h2>{words.none.heading}</h2>
          <p className={form.quiet}>{words.none.more}</p>
        </div>
      ) : (
        <KeysTable keys={keys} onRevoke={setRevoking} />
      )}
      <Told>{told}</Told>
      <Failed failed={doing.failed} look={look} />
      <section className={form.section}>
        <h2>{words.make}</h2>
        {made ? (
          <MadeKey
            made={made}
            onDone={async () => {
              setMade(null);
              await look();
            }}
          />
        ) : (
          <NewKey programId={program.id} onMade={setMade} />
        )}
      </section>
      <Webhooks programId={program.id} />
      {revoking && (
        <Sure {...words.revokeSure(revoking.name)} onYes={() => void revoke(revoking)} onClose={() => setRevoking(null)} />
      )}
    </ProgramFrame>
  );
}

function MadeKey({ made, onDone }: { readonly made: MadeApiKey; readonly onDone: () => Promise<void> }) {
  const { systems: words } = useCreditWords();
  return (
    <div className={form.card} role="status">
      <p>{words.made}</p>
      <Field label={words.key}>{(ids) => <input {...ids} readOnly value={made.key} spellCheck={false} />}</Field>
      <div className={form.row}>
        <Copy text={made.key} label={words.key} />
        <button type="button" className={buttons.plain} onClick={() => void onDone()}>
          {words.copied}
        </button>
      </div>
    </div>
  );
}

function NewKey({ programId, onMade }: { readonly programId: string; readonly onMade: (made: MadeApiKey) => void }) {
  const { systems: words } = useCreditWords();
  const around = useAroundWords();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [days, setDays] = useState(365);
  const [hasLooked, setLooked] = useState(false);
  const making = useDoing();
  const make = async (event: FormEvent) => {
    event.preventDefault();
    setLooked(true);
    if (name.trim() === '' || chosen.length === 0) return;
    const key: NewApiKey = { name: name.trim(), scopes: chosen as Scope[], days };
    const outcome = await making.run(() => ask<MadeApiKey>('POST', api.apiKeys(programId), key));
    if (outcome?.ok) onMade(outcome.value);
  };
  return (
    <form className={form.form} onSubmit={make} noValidate>
      <Field
        label={words.name}
        hint={words.nameHint}
        size="middle"
        fault={hasLooked && name.trim() === '' ? around.faults.required : null}
      >
        {(ids) => <input {...ids} maxLength={80} value={name} onChange={({ target }) => setName(target.value)} />}
      </Field>
      <fieldset className={form.plain}>
        <legend>{words.scopes}</legend>
        {Object.entries(words.scope).map(([scope, label]) => (
          <Tick
            key={scope}
            label={label}
            isOn={chosen.includes(scope)}
            onChange={(isOn) => setChosen(isOn ? [...chosen, scope] : chosen.filter((one) => one !== scope))}
          />
        ))}
        <p className={form.quiet}>{words.never}</p>
        <p role="alert" className={table.bad}>
          {hasLooked && chosen.length === 0 ? words.scopesMissing : ''}
        </p>
      </fieldset>
      <Field label={words.days} size="middle">
        {(ids) => (
          <select {...ids} value={days} onChange={({ target }) => setDays(Number(target.value))}>
            {Object.entries(words.dayChoices).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className={form.row}>
        <button type="submit" className={buttons.main} aria-disabled={making.isBusy}>
          {making.isBusy ? around.saving : words.make}
        </button>
      </div>
      <Failed failed={making.failed} />
    </form>
  );
}

function KeysTable({ keys, onRevoke }: Keys & { readonly onRevoke: (key: ApiKeyRow) => void }) {
  const { systems: words } = useCreditWords();
  const { language } = useAroundWords();
  return (
    <div className={table.scroll}>
      <table className={`${table.table} ${table.stacks}`}>
        <thead>
          <tr>
            <th scope="col">{words.table.name}</th>
            <th scope="col">{words.table.scopes}</th>
            <th scope="col">{words.table.until}</th>
            <th scope="col">{words.table.used}</th>
            <th scope="col">{words.table.state}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.id}>
              <th scope="row">{key.name}</th>
              <td data-of={words.table.scopes}>{key.scopes.map((scope) => words.scope[scope]).join(', ')}</td>
              <td data-of={words.table.until}>{shortDayIn(key.expiresAt, language)}</td>
              <td data-of={words.table.used}>
                {key.usedAt === null ? words.never2 : `${shortDayIn(key.usedAt, language)}, ${timeIn(key.usedAt, language)}`}
              </td>
              <td data-of={words.table.state}>{words.states[key.state]}</td>
              <td>
                {key.state !== 'revoked' && (
                  <span className={table.acts}>
                    <button
                      type="button"
                      className={buttons.small}
                      aria-label={words.revokeFor(key.name)}
                      onClick={() => onRevoke(key)}
                    >
                      {words.revoke}
                    </button>
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
