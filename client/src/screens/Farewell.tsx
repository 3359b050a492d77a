// The page after the room: when the group meets next, and nothing else. It offers the way back while there is one.
import { useEffect, useRef, useState } from 'react';
import type { Answer } from '../model/answer.ts';
import type { FarewellProps } from '../model/other-props.ts';
import { steadyNow } from '../model/steady-clock.ts';
import { SettledButton } from '../press/SettledButton.tsx';
import { replyInWords } from '../room/reply-in-words.ts';
import buttons from '../styles/buttons.module.css';
import { meetingInWords } from '../words/times.ts';
import { useWords } from '../words/words.ts';
import { HelpButton } from './HelpButton.tsx';
import page from './Page.module.css';
import { Page } from './Page.tsx';

export function Farewell({ groupName, nextMeeting, isStillSignedIn = false, comeBack, undo }: FarewellProps) {
  const words = useWords();
  const { farewell, desk, language } = words;
  const mayUndo = useUntil(undo?.until ?? null);
  const [notDone, setNotDone] = useState<string | null>(null);
  const isOnItsWay = useRef(false);
  const undoEnd = async (act: () => Promise<Answer>) => {
    if (isOnItsWay.current) return;
    isOnItsWay.current = true;
    setNotDone(replyInWords(await act(), words));
    isOnItsWay.current = false;
  };
  const next = nextMeeting && meetingInWords(nextMeeting, Date.now(), language);
  return (
    <Page>
      <h1>{comeBack ? farewell.left : farewell.ended}</h1>
      {comeBack ? (
        <p>{farewell.goesOn}</p>
      ) : (
        <p>
          <span>{farewell.thanks}</span>{' '}
          <span>
            {next && `${farewell.next} ${next.day}: ${farewell.nextTime(groupName, next.from, next.to, next.zone)}`}
            {next === null && farewell.noNext}
          </span>
        </p>
      )}
      {isStillSignedIn && <p role="alert">{words.pages.signOut.failed}</p>}
      {undo && mayUndo && (
        <SettledButton className={buttons.plain} onAct={() => void undoEnd(undo.act)}>
          {desk.undoEnd}
        </SettledButton>
      )}
      {notDone && <p role="alert">{notDone}</p>}
      {comeBack && (
        <SettledButton className={buttons.plain} onAct={comeBack}>
          {farewell.comeBack}
        </SettledButton>
      )}
      <div className={page.foot}>
        <HelpButton />
      </div>
    </Page>
  );
}

/** True until that moment of this page's steady clock. */
function useUntil(until: number | null): boolean {
  const [over, setOver] = useState<number | null>(null);
  useEffect(() => {
    if (until === null) return;
    const timer = setTimeout(() => setOver(until), Math.max(0, until - steadyNow()));
    return () => clearTimeout(timer);
  }, [until]);
  return until !== null && over !== until;
}
