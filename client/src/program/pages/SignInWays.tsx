// Ways to sign in by an institution: set up, tried, required or not, removed. A secret that was typed here is never shown again.
import { useState } from 'react';
import type { ProviderRow, ReadMetadata } from '../../../../shared/protocol/program/identity.ts';
import type { ProgramView } from '../../../../shared/protocol/program/people.ts';
import buttons from '../../styles/buttons.module.css';
import { api } from '../asking/api.ts';
import { ask, type Outcome } from '../asking/ask.ts';
import { useAsked } from '../asking/use-asked.ts';
import { useDoing } from '../asking/use-doing.ts';
import { Copy } from '../parts/Copy.tsx';
import form from '../parts/Form.module.css';
import { shortDayIn } from '../parts/moments.ts';
import { ProgramFrame } from '../parts/ProgramFrame.tsx';
import { Standing } from '../parts/Standing.tsx';
import { Sure } from '../parts/Sure.tsx';
import { Failed, Told } from '../parts/Told.tsx';
import { useAroundWords } from '../words/around-words.ts';
import { useProgramWords } from '../words/program-words.ts';
import { ProviderForm } from './program/ProviderForm.tsx';

interface Rows {
  readonly providers: readonly ProviderRow[];
}

export function SignInWays({ ids }: { readonly ids: Readonly<Record<string, string>> }) {
  const program = useAsked<ProgramView>(api.program(ids.p ?? ''));
  const providers = useAsked<Rows>(api.providers(ids.p ?? ''));
  return (
    <Standing asked={program}>
      {(found) => (
        <Standing asked={providers}>
          {({ providers: rows }) => <SignInPage program={found} providers={rows} look={providers.look} />}
        </Standing>
      )}
    </Standing>
  );
}

interface SignInPageProps extends Rows {
  readonly program: ProgramView;
  readonly look: () => Promise<void>;
}

function SignInPage({ program, providers, look }: SignInPageProps) {
  const { signIn: words } = useProgramWords();
  const [isAdding, setAdding] = useState(false);
  const [asking, setAsking] = useState<{ readonly what: 'end' | 'require'; readonly provider: ProviderRow } | null>(null);
  const [told, setTold] = useState('');
  const doing = useDoing();
  const change = async (act: () => Promise<Outcome<unknown>>, said: string) => {
    setTold('');
    const outcome = await doing.run(act);
    if (!outcome?.ok) return;
    await look();
    setTold(said);
  };
  const require = ({ id }: ProviderRow, isRequired: boolean) =>
    change(() => ask('PATCH', api.provider(program.id, id), { isRequired }), words.changed);
  const end = ({ id, name }: ProviderRow) => change(() => ask('DELETE', api.provider(program.id, id)), words.ended(name));
  const read = async ({ id, name }: ProviderRow) => {
    setTold('');
    const outcome = await doing.run(() => ask<ReadMetadata>('POST', api.readMetadata(program.id, id)));
    if (!outcome?.ok) return;
    await look();
    // What stood in the way stands at the provider.
    if (outcome.value.trouble === null) setTold(words.readAgainDone(name));
  };
  const tryOut = async ({ id }: ProviderRow) => {
    setTold('');
    const outcome = await doing.run(() => ask<{ readonly goTo: string }>('POST', api.tryProvider(program.id, id)));
    if (outcome?.ok) location.assign(outcome.value.goTo);
  };
  const tryFault = doing.failed?.faults.map(({ code }) => words.faults[code]).find(Boolean);
  return (
    <ProgramFrame id={program.id} name={program.name} heading={words.heading} title={words.title} lead={words.lead}>
      {providers.length === 0 && !isAdding && (
        <div className={form.card}>
          <h2>{words.none.heading}</h2>
          <p className={form.quiet}>{words.none.more}</p>
          <div className={form.row}>
            <button type="button" className={buttons.main} onClick={() => setAdding(true)}>
              {words.add}
            </button>
          </div>
        </div>
      )}
      <div className={form.cards}>
        {providers.map((provider) => (
          <Provider
            key={provider.id}
            provider={provider}
            onRequire={() => (provider.isRequired ? void require(provider, false) : setAsking({ what: 'require', provider }))}
            onTry={() => void tryOut(provider)}
            onRead={() => void read(provider)}
            onEnd={() => setAsking({ what: 'end', provider })}
          />
        ))}
      </div>
      <Told>{told}</Told>
      {tryFault ? <p role="alert">{tryFault}</p> : <Failed failed={doing.failed} look={look} />}
      {isAdding && (
        <ProviderForm
          programId={program.id}
          onDone={(name) => {
            setAdding(false);
            void look().then(() => setTold(words.saved(name)));
          }}
          onClose={() => setAdding(false)}
        />
      )}
      {providers.length > 0 && !isAdding && (
        <div className={form.row}>
          <button type="button" className={buttons.plain} onClick={() => setAdding(true)}>
            {words.add}
          </button>
        </div>
      )}
      {asking !== null && (
        <Sure
          {...(asking.what === 'end' ? words.endSure : words.requireSure)(asking.provider.name)}
          onYes={() => void (asking.what === 'end' ? end(asking.provider) : require(asking.provider, true))}
          onClose={() => setAsking(null)}
        />
      )}
    </ProgramFrame>
  );
}

interface ProviderProps {
  readonly provider: ProviderRow;
  readonly onTry: () => void;
  readonly onRead: () => void;
  readonly onRequire: () => void;
  readonly onEnd: () => void;
}

function Provider({ provider, onTry, onRead, onRequire, onEnd }: ProviderProps) {
  const { signIn: words } = useProgramWords();
  const { language } = useAroundWords();
  const { name, kind, issuer, domains, isRequired, triedAt, answersTo, metadata, metadataFrom, domainRecord } = provider;
  const facts = [
    words.kinds[kind],
    domains.join(', '),
    isRequired ? words.isRequired : words.isOptional,
    triedAt === null ? words.notTried : words.tried(shortDayIn(triedAt, language)),
  ];
  return (
    <section className={form.card} aria-label={name}>
      <h2>{name}</h2>
      <p className={form.quiet}>{facts.join(' · ')}</p>
      <p className={form.address}>{issuer}</p>
      {metadataFrom !== null && <MetadataRead from={metadataFrom} name={name} onRead={onRead} />}
      <ToTell label={words.back} text={answersTo} />
      {metadata !== null && <ToTell label={words.metadata} text={metadata} />}
      <ToTell label={words.record(domains.map((domain) => `_balint-room.${domain}`).join(', '))} text={domainRecord} />
      <div className={form.row}>
        <button type="button" className={buttons.small} aria-label={words.tryFor(name)} onClick={onTry}>
          {words.try}
        </button>
        {(isRequired || triedAt !== null) && (
          <button
            type="button"
            className={buttons.small}
            aria-label={(isRequired ? words.optionalFor : words.requireFor)(name)}
            onClick={onRequire}
          >
            {isRequired ? words.optional : words.require}
          </button>
        )}
        <button type="button" className={buttons.small} aria-label={words.endFor(name)} onClick={onEnd}>
          {words.end}
        </button>
      </div>
    </section>
  );
}

function ToTell({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div>
      <p className={form.quiet}>{label}</p>
      <div className={form.row}>
        <span className={form.address}>{text}</span>
        <Copy text={text} label={label} />
      </div>
    </div>
  );
}

interface MetadataReadProps {
  readonly from: NonNullable<ProviderRow['metadataFrom']>;
  readonly name: string;
  readonly onRead: () => void;
}

function MetadataRead({ from: { url, readAt, askedAt, trouble }, name, onRead }: MetadataReadProps) {
  const { signIn: words } = useProgramWords();
  const { language } = useAroundWords();
  return (
    <div className={form.plain}>
      <p className={form.address}>{words.read(url, shortDayIn(readAt, language))}</p>
      {trouble !== null && (
        <p role="alert">
          {words.readFailed(shortDayIn(askedAt, language), words.troubles[trouble] ?? words.faults.unreachable ?? '')}
        </p>
      )}
      <div className={form.row}>
        <button type="button" className={buttons.small} aria-label={words.readAgainFor(name)} onClick={onRead}>
          {words.readAgain}
        </button>
      </div>
    </div>
  );
}
