// The room of a practice: the real one, beneath a strip that always says what this is and what may come next.
import { useEffect, useMemo } from 'react';
import { checkAddress } from '../../../shared/protocol/addresses.ts';
import type { RoomView } from '../../../shared/ritual/view.ts';
import { guideLeader, guidePresenter, leaderSteps, presenterSteps } from '../model/practice-guide.ts';
import type { usePreferences } from '../model/use-preferences.ts';
import { useSnapshot } from '../model/use-snapshot.ts';
import { SettledButton } from '../press/SettledButton.tsx';
import { LeavingContext } from '../room/leaving.ts';
import { Room } from '../screens/Room.tsx';
import buttons from '../styles/buttons.module.css';
import type { PracticeWords } from '../words/en/practice.ts';
import { usePracticeWords } from '../words/practice-words.ts';
import css from './Practice.module.css';
import type { PracticeKind, PracticeSitting } from './practice-sitting.ts';

interface PracticedRoomProps {
  readonly kind: PracticeKind;
  readonly sitting: PracticeSitting;
  readonly preferred: ReturnType<typeof usePreferences>;
  readonly end: () => void;
}

export function PracticedRoom({ kind, sitting, preferred, end }: PracticedRoomProps) {
  const words = usePracticeWords();
  const [preferences, prefer] = preferred;
  const { room } = sitting;
  const { view, clockOffset, notes } = useSnapshot(room);
  const own = useSnapshot(sitting.own);
  const rights = view?.kind === 'room' ? view.me.rights : null;
  const media = useMemo(() => rights && sitting.media(own, rights), [sitting, own, rights]);
  const isOver = view?.kind === 'over';
  useEffect(() => {
    if (isOver) end();
  }, [isOver, end]);
  if (view?.kind !== 'room' || media === null) return null;
  return (
    <div className={css.practice}>
      <header className={css.strip}>
        <p className={css.what}>
          <b>{words.title}</b> <span>{words.nobody}</span>
        </p>
        <Guide kind={kind} view={view} words={words} />
        <SettledButton className={buttons.small} onAct={end}>
          {words.end}
        </SettledButton>
      </header>
      <LeavingContext value={words.leave}>
        <Room
          view={view}
          clockOffset={clockOffset}
          media={media}
          mediaActs={sitting.acts}
          volume={own.volume}
          perform={room.perform}
          notes={notes}
          whisper={sitting.whisper}
          connection="open"
          preferences={preferences}
          prefer={prefer}
          leave={end}
          devicePanel={<p>{words.devices}</p>}
          checkAddress={checkAddress(null)}
          linksAddress={null}
        />
      </LeavingContext>
    </div>
  );
}

interface GuideProps {
  readonly kind: PracticeKind;
  readonly view: RoomView;
  readonly words: PracticeWords;
}

/** One quiet sentence at a time. Spoken when it changes; it never stands in the way of anything. */
function Guide({ kind, view, words }: GuideProps) {
  const { step, of, text } = kind === 'leader' ? ofLeader(view, words) : ofPresenter(view, words);
  return (
    <section className={css.guide} aria-label={words.guide}>
      <small>{words.step(step, of)}</small>
      <p role="status">
        <span key={text}>{text}</span>
      </p>
    </section>
  );
}

function ofLeader(view: RoomView, { leader }: PracticeWords) {
  const { step, says, name } = guideLeader(view);
  return { step, of: leaderSteps.length, text: leader.says[says](name) };
}

function ofPresenter(view: RoomView, { presenter }: PracticeWords) {
  const { step, says, name } = guidePresenter(view);
  return { step, of: presenterSteps.length, text: presenter.says[says](name) };
}
