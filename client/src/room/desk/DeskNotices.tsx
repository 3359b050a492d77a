// The desk's notices: one at a time with what answers it, the others one touch away. A signal is answered here, so that nothing covers a face.
import { Hand, MessageSquare } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Answer } from '../../model/answer.ts';
import popCss from '../../parts/Pop.module.css';
import { Pop } from '../../parts/Pop.tsx';
import { ActButton } from '../../press/ActButton.tsx';
import buttons from '../../styles/buttons.module.css';
import { useWords } from '../../words/words.ts';
import type { Act } from '../use-act.ts';
import css from './DeskNotices.module.css';
import type { DeskNotice } from './desk-notices.ts';
import { NoteToPresenter } from './NoteToPresenter.tsx';

export interface DeskNoticesProps {
  readonly notices: readonly DeskNotice[];
  readonly act: Act;
  /** The presenter outside the circle who can be written to, or null. */
  readonly outsideName: string | null;
  readonly write: (text: string) => Promise<Answer>;
}

/** R3.4, R7.6: that a leader has seen the signal, or takes the time, is shown for a moment, not for the rest of the phase. */
const toldForMs = 10_000;

export function DeskNotices({ notices, act, outsideName, write }: DeskNoticesProps) {
  const words = useWords().desk;
  const [writesTo, setWritesTo] = useState<string | null>(null);
  const shown = useWithoutOld(notices);
  // A note is begun for one silence: in a later one the field does not come back by itself.
  if (writesTo !== null && writesTo !== outsideName) setWritesTo(null);
  if (writesTo !== null && writesTo === outsideName)
    return <NoteToPresenter name={writesTo} write={write} close={() => setWritesTo(null)} />;
  const [first, ...others] = shown;
  if (!first) return null;
  return (
    <div className={css.notice} data-insists={first.insists || undefined}>
      {first.insists && <Hand aria-hidden="true" />}
      <p>
        <span key={first.text}>{first.text}</span>
        {first.more && <small key={first.more}>{first.more}</small>}
      </p>
      {others.length > 0 && (
        <Pop label={words.more(others.length)} className={css.more} face={<span>{words.more(others.length)}</span>}>
          {() => (
            <ul className={popCss.list}>
              {others.map((notice) => (
                <li key={notice.key} className={css.other}>
                  <p>
                    <span>{notice.text}</span>
                    {notice.more && <small>{notice.more}</small>}
                  </p>
                  {notice.act && <NoticeAct notice={notice} act={act} />}
                </li>
              ))}
            </ul>
          )}
        </Pop>
      )}
      <div className={css.acts}>
        {first.act && <NoticeAct notice={first} act={act} chord={chords[first.act.command.type]} />}
        {first.mayAnswer && outsideName !== null && (
          <ActButton
            means="write"
            className={css.write}
            aria-label={words.writeTo(outsideName)}
            title={words.writeTo(outsideName)}
            onAct={() => setWritesTo(outsideName)}
          >
            <MessageSquare aria-hidden="true" />
          </ActButton>
        )}
      </div>
    </div>
  );
}

const chords: Readonly<Partial<Record<string, string>>> = { acknowledgeSignal: 's', admit: 'd' };

function NoticeAct({
  notice,
  act,
  chord,
}: {
  readonly notice: DeskNotice;
  readonly act: Act;
  readonly chord?: string | undefined;
}) {
  const { act: offered } = notice;
  if (!offered) return null;
  return (
    <ActButton means={notice.key} className={buttons.small} chord={chord} title={offered.label} onAct={() => act(offered.command)}>
      <span key={offered.label}>{offered.label}</span>
    </ActButton>
  );
}

function useWithoutOld(notices: readonly DeskNotice[]): readonly DeskNotice[] {
  const [old, setOld] = useState<readonly string[]>([]);
  const passing = notices.flatMap(({ passes, key }) => (passes ? [key] : [])).join('\n');
  useEffect(() => {
    const keys = passing.split('\n');
    setOld((before) => before.filter((key) => keys.includes(key)));
    const timer = setTimeout(() => setOld(keys), toldForMs);
    return () => clearTimeout(timer);
  }, [passing]);
  return notices.filter(({ key }) => !old.includes(key));
}
