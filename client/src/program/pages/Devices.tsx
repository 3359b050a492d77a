// Where somebody is signed in, and their passkeys: both can be ended here, at once.
import { useState } from 'react';
import type { MySession } from '../../../../shared/protocol/program/me.ts';
import buttons from '../../styles/buttons.module.css';
import { api } from '../asking/api.ts';
import { ask, type Outcome } from '../asking/ask.ts';
import { useAsked } from '../asking/use-asked.ts';
import { useDoing } from '../asking/use-doing.ts';
import form from '../parts/Form.module.css';
import { Frame } from '../parts/Frame.tsx';
import { dayIn, shortDayIn, timeIn } from '../parts/moments.ts';
import { Standing } from '../parts/Standing.tsx';
import { Sure } from '../parts/Sure.tsx';
import { Failed, Told } from '../parts/Told.tsx';
import { useAroundWords } from '../words/around-words.ts';
import { useHomeWords } from '../words/home-words.ts';
import { Passkeys } from './Passkeys.tsx';

interface Sessions {
  readonly sessions: readonly MySession[];
}

export function Devices() {
  const asked = useAsked<Sessions>(api.sessions);
  return <Standing asked={asked}>{({ sessions }) => <DevicesPage sessions={sessions} look={asked.look} />}</Standing>;
}

function DevicesPage({ sessions, look }: Sessions & { readonly look: () => Promise<void> }) {
  const { devices: words, me } = useHomeWords();
  const { language } = useAroundWords();
  const [asking, setAsking] = useState<MySession | 'others' | null>(null);
  const [told, setTold] = useState('');
  const doing = useDoing();
  const end = async (act: () => Promise<Outcome<unknown>>, said: string) => {
    const outcome = await doing.run(act);
    if (!outcome?.ok) return;
    await look();
    setTold(said);
  };
  const endOne = (session: MySession) => end(() => ask('DELETE', api.session(session.id)), words.ended(session.device));
  return (
    <Frame heading={words.heading} title={words.title} lead={words.lead} crumbs={[{ label: me.heading, to: '/me' }]}>
      <section className={form.section}>
        <h2>{words.sessions}</h2>
        <ul className={form.list}>
          {sessions.map((session) => (
            <li key={session.id}>
              <div>
                <p>
                  {session.device}
                  {session.isThisOne && <strong>{` · ${words.thisOne}`}</strong>}
                </p>
                <p className={form.quiet}>
                  {words.since(dayIn(session.since, language), words.how[session.how])}
                  {session.usedAt !== null &&
                    `, ${words.used(`${shortDayIn(session.usedAt, language)}, ${timeIn(session.usedAt, language)}`)}`}
                </p>
              </div>
              {!session.isThisOne && (
                <button
                  type="button"
                  className={buttons.small}
                  aria-label={words.endFor(session.device)}
                  onClick={() => setAsking(session)}
                >
                  {words.end}
                </button>
              )}
            </li>
          ))}
        </ul>
        {sessions.length > 1 && (
          <div className={form.row}>
            <button type="button" className={buttons.plain} onClick={() => setAsking('others')}>
              {words.endOthers}
            </button>
          </div>
        )}
        <Told>{told}</Told>
        <Failed failed={doing.failed} />
      </section>
      <Passkeys />
      {asking === 'others' && (
        <Sure
          {...words.endOthersSure}
          onYes={() => void end(() => ask('DELETE', api.sessions), words.endedOthers)}
          onClose={() => setAsking(null)}
        />
      )}
      {asking !== null && asking !== 'others' && (
        <Sure {...words.endSure(asking.device)} onYes={() => void endOne(asking)} onClose={() => setAsking(null)} />
      )}
    </Frame>
  );
}
