// One webhook: whether what is sent arrives, a test, a pause, its end, and what was sent.
import { useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { ProgramView } from '../../../../shared/protocol/program/people.ts';
import type { DeliveryRow, WebhookRow } from '../../../../shared/protocol/program/webhooks.ts';
import buttons from '../../styles/buttons.module.css';
import { api } from '../asking/api.ts';
import { ask, serverNow } from '../asking/ask.ts';
import { useAsked } from '../asking/use-asked.ts';
import { useDoing } from '../asking/use-doing.ts';
import form from '../parts/Form.module.css';
import { shortDayIn } from '../parts/moments.ts';
import { ProgramFrame } from '../parts/ProgramFrame.tsx';
import { NotFound, Standing } from '../parts/Standing.tsx';
import { Sure } from '../parts/Sure.tsx';
import { Failed, Told } from '../parts/Told.tsx';
import { useAroundWords } from '../words/around-words.ts';
import { useCreditWords } from '../words/credit-words.ts';
import { Deliveries } from './systems/Deliveries.tsx';

interface Webhooks {
  readonly webhooks: readonly WebhookRow[];
}
interface Sent {
  readonly deliveries: readonly DeliveryRow[];
}

/** While something is on its way. */
const lookAgainMs = 2_000;

export function Webhook({ ids: { p = '', w = '' } }: { readonly ids: Readonly<Record<string, string>> }) {
  const program = useAsked<ProgramView>(api.program(p));
  const webhooks = useAsked<Webhooks>(api.webhooks(p));
  const sent = useAsked<Sent>(api.deliveries(p, w));
  const look = async () => void (await Promise.all([webhooks.look(), sent.look()]));
  return (
    <Standing asked={program}>
      {(found) => (
        <Standing asked={webhooks}>
          {({ webhooks: all }) => {
            const one = all.find(({ id }) => id === w);
            if (!one) return <NotFound />;
            return (
              <Standing asked={sent}>
                {({ deliveries }) => <WebhookPage program={found} webhook={one} deliveries={deliveries} look={look} />}
              </Standing>
            );
          }}
        </Standing>
      )}
    </Standing>
  );
}

interface WebhookPageProps extends Sent {
  readonly program: ProgramView;
  readonly webhook: WebhookRow;
  readonly look: () => Promise<void>;
}

const isOnItsWay = ({ state, nextAt }: DeliveryRow) =>
  state === 'sending' || (state === 'waiting' && nextAt !== null && nextAt < serverNow() + lookAgainMs);

function WebhookPage({ program, webhook, deliveries, look }: WebhookPageProps) {
  const { webhooks: words } = useCreditWords();
  const { language } = useAroundWords();
  const [, go] = useLocation();
  const [told, setTold] = useState('');
  const [isEnding, setEnding] = useState(false);
  const doing = useDoing();
  const { id, name, url, isPaused, failingSince } = webhook;
  const all = `/program/${program.id}/systems`;
  const [isTried, isMoving] = [
    deliveries.some((one) => one.kind === 'webhook.test' && (one.state === 'waiting' || one.state === 'sending')),
    deliveries.some(isOnItsWay),
  ];
  useEffect(() => {
    if (!isMoving) return;
    const timer = setInterval(() => void look(), lookAgainMs);
    return () => clearInterval(timer);
  }, [isMoving, look]);
  const act = async (said: string, method: 'POST' | 'PATCH', path: string, body?: object) => {
    setTold('');
    const outcome = await doing.run(() => ask(method, path, body));
    if (!outcome?.ok) return;
    await look();
    setTold(said);
  };
  const end = async () => {
    const outcome = await doing.run(() => ask('DELETE', api.webhook(program.id, id)));
    if (outcome?.ok) go(all);
  };
  return (
    <ProgramFrame
      id={program.id}
      name={program.name}
      heading={name}
      title={words.one.title(name)}
      {...(url !== null && { lead: <span className={form.address}>{url}</span> })}
      acts={
        <Link className={`${buttons.plain} ${form.link}`} href={all}>
          {words.one.back}
        </Link>
      }
    >
      {url === null && <p className={form.note}>{words.otherSecret}</p>}
      {isPaused && <p className={form.note}>{words.one.isPaused}</p>}
      {failingSince !== null && <p className={form.note}>{words.one.failing(shortDayIn(failingSince, language))}</p>}
      <p className={form.quiet}>
        {words.table.kinds}: {webhook.kinds.map((kind) => words.kind[kind] ?? kind).join(' · ')}
      </p>
      <div className={form.row}>
        <button
          type="button"
          className={buttons.plain}
          aria-disabled={doing.isBusy || isTried}
          onClick={() =>
            isTried ? setTold(words.one.testBusy) : void act(words.one.tested, 'POST', api.testWebhook(program.id, id))
          }
        >
          {words.one.test}
        </button>
        <button
          type="button"
          className={buttons.plain}
          aria-disabled={doing.isBusy}
          onClick={() =>
            void act(isPaused ? words.one.resumed : words.one.paused, 'PATCH', api.webhook(program.id, id), { isPaused: !isPaused })
          }
        >
          {isPaused ? words.one.resume : words.one.pause}
        </button>
        <button type="button" className={buttons.plain} onClick={() => setEnding(true)}>
          {words.one.remove}
        </button>
      </div>
      <Told>{told}</Told>
      <Failed failed={doing.failed} look={look} />
      <section className={form.section}>
        <h2>{words.one.deliveries}</h2>
        {deliveries.length === 0 ? (
          <p className={form.quiet}>{words.one.none}</p>
        ) : (
          <>
            <p className={form.quiet}>{words.one.kept}</p>
            <Deliveries
              deliveries={deliveries}
              isBusy={doing.isBusy}
              onAgain={(delivery) => void act(words.one.queued, 'POST', api.deliveryAgain(program.id, id, delivery.id))}
            />
          </>
        )}
      </section>
      {isEnding && <Sure {...words.one.removeSure(name)} onYes={() => void end()} onClose={() => setEnding(false)} />}
    </ProgramFrame>
  );
}
