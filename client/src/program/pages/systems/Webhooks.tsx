// The webhooks of a program: what each is told and whether it arrives; one more is added.
import { useState } from 'react';
import { Link } from 'wouter';
import type { MadeWebhook, WebhookRow } from '../../../../../shared/protocol/program/webhooks.ts';
import buttons from '../../../styles/buttons.module.css';
import { api } from '../../asking/api.ts';
import { useAsked } from '../../asking/use-asked.ts';
import form from '../../parts/Form.module.css';
import { shortDayIn } from '../../parts/moments.ts';
import table from '../../parts/Table.module.css';
import { useAroundWords } from '../../words/around-words.ts';
import { useCreditWords } from '../../words/credit-words.ts';
import { MadeSecret, NewWebhook } from './NewWebhook.tsx';

interface Rows {
  readonly webhooks: readonly WebhookRow[];
}

export function Webhooks({ programId }: { readonly programId: string }) {
  const { webhooks: words } = useCreditWords();
  const around = useAroundWords();
  const { standing, look } = useAsked<Rows>(api.webhooks(programId));
  const [made, setMade] = useState<MadeWebhook | null>(null);
  const rows = standing.is === 'there' ? standing.value.webhooks : [];
  return (
    <section className={form.section} aria-labelledby="webhooks">
      <h2 id="webhooks">{words.heading}</h2>
      <p className={form.quiet}>{words.lead}</p>
      {standing.is === 'failed' && (
        <p role="alert" className={table.bad}>
          {around.failures[standing.why] ?? around.failures.unavailable}
        </p>
      )}
      {standing.is === 'there' && rows.length === 0 && <p>{words.none}</p>}
      {rows.length > 0 && <WebhooksTable programId={programId} webhooks={rows} />}
      <h3>{words.make}</h3>
      {made ? (
        <MadeSecret made={made} onDone={() => setMade(null)} />
      ) : (
        <NewWebhook
          programId={programId}
          onMade={(one) => {
            setMade(one);
            void look();
          }}
        />
      )}
    </section>
  );
}

function WebhooksTable({ programId, webhooks }: Rows & { readonly programId: string }) {
  const { webhooks: words } = useCreditWords();
  const { language } = useAroundWords();
  return (
    <div className={table.scroll}>
      <table className={`${table.table} ${table.stacks}`}>
        <thead>
          <tr>
            <th scope="col">{words.table.name}</th>
            <th scope="col">{words.table.kinds}</th>
            <th scope="col">{words.table.state}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {webhooks.map(({ id, name, kinds, isPaused, failingSince, waiting }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td data-of={words.table.kinds}>
                <span className={table.several}>{kinds.map((kind) => words.kind[kind] ?? kind).join(' · ')}</span>
              </td>
              <td data-of={words.table.state}>
                {isPaused ? words.states.paused : failingSince === null && words.states.on}
                {failingSince !== null && (
                  <span className={table.bad}>
                    {isPaused && ', '}
                    {words.failing(shortDayIn(failingSince, language))}
                  </span>
                )}
                {waiting > 0 && <span className={table.quiet}>, {words.waiting(waiting)}</span>}
              </td>
              <td>
                <span className={table.acts}>
                  <Link
                    className={`${buttons.small} ${form.link}`}
                    href={`/program/${programId}/systems/${id}`}
                    aria-label={words.openFor(name)}
                  >
                    {words.open}
                  </Link>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
