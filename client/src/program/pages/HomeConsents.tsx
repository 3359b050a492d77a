// Whether somebody may observe a meeting (R6.6): asked of each person, answered by their own touch, and taken back whenever they like.
import { useState } from 'react';
import type { ObserverConsent, SaidConsent } from '../../../../shared/protocol/program/groups.ts';
import buttons from '../../styles/buttons.module.css';
import { api } from '../asking/api.ts';
import { ask } from '../asking/ask.ts';
import { useAsked } from '../asking/use-asked.ts';
import { useDoing } from '../asking/use-doing.ts';
import form from '../parts/Form.module.css';
import { dayIn } from '../parts/moments.ts';
import { Failed, Told } from '../parts/Told.tsx';
import { useAroundWords } from '../words/around-words.ts';
import { useHomeWords } from '../words/home-words.ts';

export function HomeConsents({ seat }: { readonly seat: string }) {
  const { consents: words } = useHomeWords();
  const { language } = useAroundWords();
  const { standing, look } = useAsked<{ readonly consents: readonly ObserverConsent[] }>(api.consents(seat));
  const [told, setTold] = useState('');
  const doing = useDoing();
  const consents = standing.is === 'there' ? (standing.value.consents ?? []) : [];
  if (consents.length === 0) return null;
  const say = async ({ meetingId, observerId, observerName }: ObserverConsent, said: SaidConsent['said']) => {
    setTold('');
    const body: SaidConsent = { meetingId, observerId, said };
    const outcome = await doing.run(() => ask('POST', api.consents(seat), body));
    if (!outcome?.ok) return;
    await look();
    setTold(words.told[said](observerName));
  };
  return (
    <div className={form.note}>
      {consents.map((consent) => {
        const day = dayIn(consent.startsAt, language);
        return (
          <div key={`${consent.meetingId} ${consent.observerId}`} className={form.form}>
            <p>{words.asks(consent.observerName, day)}</p>
            <p className={form.quiet}>
              {consent.mine === null ? words.all : words.mine[consent.mine]}
              {consent.isGiven && ` ${words.given}`}
            </p>
            <div className={form.row}>
              {consent.mine !== 'yes' && (
                <button
                  type="button"
                  className={buttons.small}
                  aria-label={words.yesFor(consent.observerName, day)}
                  aria-disabled={doing.isBusy}
                  onClick={() => void say(consent, 'yes')}
                >
                  {words.yes}
                </button>
              )}
              {consent.mine === null && (
                <button
                  type="button"
                  className={buttons.small}
                  aria-label={words.noFor(consent.observerName, day)}
                  aria-disabled={doing.isBusy}
                  onClick={() => void say(consent, 'no')}
                >
                  {words.no}
                </button>
              )}
              {consent.mine === 'yes' && (
                <button
                  type="button"
                  className={buttons.small}
                  aria-label={words.withdrawFor(consent.observerName, day)}
                  aria-disabled={doing.isBusy}
                  onClick={() => void say(consent, 'withdrawn')}
                >
                  {words.withdraw}
                </button>
              )}
            </div>
          </div>
        );
      })}
      <Told>{told}</Told>
      <Failed failed={doing.failed} />
    </div>
  );
}
