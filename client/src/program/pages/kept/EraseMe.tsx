// Erasing oneself: what goes and what stays stands there before anything is asked, and the own address is typed.
import { type FormEvent, useState } from 'react';
import type { CountedKind, ErasureView } from '../../../../../shared/protocol/program/kept.ts';
import buttons from '../../../styles/buttons.module.css';
import { api } from '../../asking/api.ts';
import { ask } from '../../asking/ask.ts';
import { useAsked } from '../../asking/use-asked.ts';
import { useDoing } from '../../asking/use-doing.ts';
import { Field } from '../../parts/Field.tsx';
import form from '../../parts/Form.module.css';
import { shortDayIn } from '../../parts/moments.ts';
import { Sure } from '../../parts/Sure.tsx';
import { Failed } from '../../parts/Told.tsx';
import { useAroundWords } from '../../words/around-words.ts';
import { useKeptWords } from '../../words/kept-words.ts';

interface EraseMeProps {
  /** Of whoever came by a personal link. */
  readonly seat?: string;
  /** Where to go when nothing of this visit is of use any more. */
  readonly then?: string;
}

export function EraseMe({ seat, then = '/#signed-out' }: EraseMeProps) {
  const { erasure: words } = useKeptWords();
  const path = seat === undefined ? api.erasure : api.seatErasure(seat);
  const { standing, look } = useAsked<ErasureView>(path);
  return (
    <section className={form.section} data-screen>
      <h2>{words.heading}</h2>
      <p>{seat === undefined ? words.lead : words.leadBySeat}</p>
      {standing.is === 'there' && <Before view={standing.value} path={path} then={then} look={look} />}
    </section>
  );
}

interface BeforeProps {
  readonly view: ErasureView;
  readonly path: string;
  readonly then: string;
  readonly look: () => Promise<void>;
}

function Before({ view, path, then, look }: BeforeProps) {
  const { erasure: words } = useKeptWords();
  const { language } = useAroundWords();
  const [typed, setTyped] = useState('');
  const [isAsking, setAsking] = useState(false);
  const doing = useDoing();
  const isRight = typed.trim().toLowerCase() === view.confirm;
  const isWrong = doing.failed?.faults.some(({ path }) => path === 'confirm') === true;
  const erase = async () => {
    const outcome = await doing.run(() => ask('POST', path, { confirm: typed.trim() }));
    if (outcome?.ok) location.replace(then);
  };
  return (
    <>
      <h3>{words.goes}</h3>
      <Counted kinds={view.goes} />
      <h3>{words.stays}</h3>
      {view.stays.length === 0 ? (
        <p>{words.nothingStays}</p>
      ) : (
        <Counted
          kinds={view.stays}
          more={({ kind }) => {
            const until = view.stays.find((each) => each.kind === kind)?.until ?? null;
            return until === null ? words.staysLong : words.staysUntil(shortDayIn(until, language));
          }}
        />
      )}
      {view.blank.length > 0 && (
        <>
          <h3>{words.blank}</h3>
          <Counted kinds={view.blank} />
        </>
      )}
      {view.onlyLeaderOf.length > 0 && <p className={form.note}>{words.onlyLeader(view.onlyLeaderOf.join(', '))}</p>}
      {view.needs ? (
        <p className={form.note}>{words.needs[view.needs]}</p>
      ) : view.onlyCoordinatorOf.length > 0 ? (
        <p className={form.note}>{words.onlyCoordinator(view.onlyCoordinatorOf.join(', '))}</p>
      ) : (
        <form
          className={form.form}
          noValidate
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            if (isRight) setAsking(true);
          }}
        >
          <Field label={words.confirm(view.confirm)} fault={isWrong ? words.wrong : null} size="middle">
            {(ids) => (
              <input
                {...ids}
                value={typed}
                autoComplete="off"
                spellCheck={false}
                onChange={({ target }) => setTyped(target.value)}
              />
            )}
          </Field>
          <div className={form.row}>
            <button type="submit" className={buttons.plain} aria-disabled={!isRight || doing.isBusy}>
              {words.act}
            </button>
          </div>
          <Failed failed={isWrong ? null : doing.failed} look={look} />
        </form>
      )}
      {isAsking && <Sure {...words.sure} onYes={() => void erase()} onClose={() => setAsking(false)} />}
    </>
  );
}

function Counted({ kinds, more }: { readonly kinds: readonly CountedKind[]; readonly more?: (kind: CountedKind) => string }) {
  const words = useKeptWords();
  return (
    <ul className={form.list}>
      {kinds.map((each) => (
        <li key={each.kind}>
          <div>{words.kinds[each.kind]?.what ?? each.kind.replaceAll('_', ' ')}</div>
          <div className={form.quiet}>{more ? more(each) : words.rows(each.rows)}</div>
        </li>
      ))}
    </ul>
  );
}
