// The page after the room: when the group meets next, and nothing else. While a slip can be mended it offers the way back.
import { useEffect, useState } from 'react';
import { steadyNow } from '../steady-clock.ts';
import buttons from '../styles/buttons.module.css';
import { meetingInWords } from '../words/times.ts';
import { useWords } from '../words/words.ts';
import type { FarewellProps } from './other-props.ts';
import { Page } from './Page.tsx';

export function Farewell({ groupName, nextMeeting, comeBack, undo }: FarewellProps) {
  const { pages, desk, language } = useWords();
  const mayUndo = useUntil(undo?.until ?? null);
  const next = nextMeeting && meetingInWords(nextMeeting, Date.now(), language);
  return (
    <Page>
      <h1>{comeBack ? pages.left : pages.ended}</h1>
      {comeBack ? (
        <p>{pages.goesOn}</p>
      ) : (
        <p>
          {pages.thanks}{' '}
          {next ? `${pages.next} ${next.day}: ${pages.nextTime(groupName, next.from, next.to, next.zone)}` : pages.noNext}
        </p>
      )}
      {undo && mayUndo && (
        <button type="button" className={buttons.plain} onClick={undo.act}>
          {desk.undoEnd}
        </button>
      )}
      {comeBack && (
        <button type="button" className={buttons.quiet} onClick={comeBack}>
          {pages.comeBack}
        </button>
      )}
    </Page>
  );
}

/** True until this page's steady clock says so. */
function useUntil(until: number | null): boolean {
  const [over, setOver] = useState<number | null>(null);
  useEffect(() => {
    if (until === null) return;
    const timer = setTimeout(() => setOver(until), Math.max(0, until - steadyNow()));
    return () => clearTimeout(timer);
  }, [until]);
  return until !== null && over !== until;
}
