// The desk's telling corner: one notice at a time with its one act, and how many more wait.
import { Hand } from 'lucide-react';
import { useEffect, useRef } from 'react';
import buttons from '../../styles/buttons.module.css';
import { useWords } from '../../words/words.ts';
import type { Act } from '../use-act.ts';
import { useKeys } from '../use-keys.ts';
import css from './DeskNotices.module.css';
import type { DeskNotice } from './desk-notices.ts';

export function DeskNotices({ notices, act }: { readonly notices: readonly DeskNotice[]; readonly act: Act }) {
  const words = useWords();
  const newest = useRef(notices);
  useEffect(() => {
    newest.current = notices;
  });
  const answer = (type: string) => {
    const command = newest.current.find((notice) => notice.act?.command.type === type)?.act?.command;
    if (command) act(command);
  };
  useKeys({ s: () => answer('acknowledgeSignal'), d: () => answer('admit') });
  const [first, ...others] = notices;
  if (!first) return null;
  const offered = first.act;
  return (
    <div className={css.notice} data-insists={first.insists || undefined}>
      {first.insists && <Hand aria-hidden="true" />}
      <p>
        {first.text}
        {(first.more || others.length > 0) && <span>{others.length > 0 ? words.desk.more(others.length) : first.more}</span>}
      </p>
      {offered && (
        <button type="button" className={buttons.small} onClick={() => act(offered.command)}>
          {offered.label}
        </button>
      )}
    </div>
  );
}
