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
  const [next] = consents;
  const isNext = ({ meetingId }: ObserverConsent) => meetingId === next?.meetingId;
  const [first, later] = [consents.filter(isNext), consents.filter((each) => !isNext(each))];
  const asked = (consent: ObserverConsent) => (
    <Asked key={`${consent.meetingId} ${consent.observerId}`} consent={consent} isBusy={doing.isBusy} say={say} />
  );
  return (
    <div className={form.note}>
      {first.map(asked)}
      {later.length > 0 && (
        <details>
          <summary>{words.later(later.length)}</summary>
          {later.map(asked)}
        </details>
      )}
      <Told>{told}</Told>
      <Failed failed={doing.failed} />
    </div>
  );
}

interface AskedProps {
  readonly consent: ObserverConsent;
  readonly say: (consent: ObserverConsent, said: SaidConsent['said']) => Promise<void>;
  readonly isBusy: boolean;
}

function Asked({ consent, say, isBusy }: AskedProps) {
  const { consents: words } = useHomeWords();
  const { language } = useAroundWords();
  const day = dayIn(consent.startsAt, language);
  const { observerName: name } = consent;
  const press = (said: SaidConsent['said'], label: string, longer: string) => (
    <button
      type="button"
      className={buttons.small}
      aria-label={longer}
      aria-disabled={isBusy}
      onClick={() => void say(consent, said)}
    >
      {label}
    </button>
  );
  return (
    <div className={form.form}>
      <p>{words.asks(name, day)}</p>
      <p className={form.quiet}>
        {consent.mine === null ? words.all : words.mine[consent.mine]}
        {consent.isGiven && ` ${words.given}`}
      </p>
      <div className={form.row}>
        {consent.mine !== 'yes' && press('yes', words.yes, words.yesFor(name, day))}
        {consent.mine === null && press('no', words.no, words.noFor(name, day))}
        {consent.mine === 'yes' && press('withdrawn', words.withdraw, words.withdrawFor(name, day))}
      </div>
    </div>
  );
}
