// Practising (R12): the page before it, the room with a simulated group, and the page after it. Each beginning is a new one.
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { asPresenter, helpAddress, practiseAddress, readers } from '../../../shared/protocol/aside-addresses.ts';
import { usePreferences } from '../model/use-preferences.ts';
import { chordName } from '../press/held-here.ts';
import { SettledButton } from '../press/SettledButton.tsx';
import { Page } from '../screens/Page.tsx';
import buttons from '../styles/buttons.module.css';
import { usePracticeWords } from '../words/practice-words.ts';
import css from './Practice.module.css';
import { type PracticeKind, PracticeSitting } from './practice-sitting.ts';

const fetchRoom = () => import('./PracticedRoom.tsx');
const PracticedRoom = lazy(async () => ({ default: (await fetchRoom()).PracticedRoom }));

export function Practice({ kind }: { readonly kind: PracticeKind }) {
  const words = usePracticeWords();
  const preferred = usePreferences();
  const [sitting, setSitting] = useState<PracticeSitting | 'before' | 'over'>('before');
  useEffect(() => {
    document.title = `${words[kind].heading} · ${words.title}`;
  }, [words, kind]);
  useEffect(() => {
    if (typeof sitting === 'string') return;
    sitting.begin();
    return () => sitting.pause();
  }, [sitting]);
  const end = useCallback(() => {
    if (typeof sitting === 'string') return;
    sitting.end();
    setSitting('over');
  }, [sitting]);
  useEffect(() => void fetchRoom(), []);
  const begin = () => setSitting(PracticeSitting.sounding(kind, words));
  if (sitting === 'before') return <Before kind={kind} begin={begin} />;
  if (sitting === 'over') return <Over kind={kind} again={begin} />;
  return (
    <Suspense>
      <PracticedRoom kind={kind} sitting={sitting} preferred={preferred} end={end} />
    </Suspense>
  );
}

function Before({ kind, begin }: { readonly kind: PracticeKind; readonly begin: () => void }) {
  const words = usePracticeWords();
  const { heading, lead, points, begin: label, other } = words[kind];
  return (
    <Page>
      <h1>{heading}</h1>
      <p>{lead}</p>
      <ul className={css.points}>
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
        {kind === 'leader' && <li>{words.keys(chordName('n'))}</li>}
      </ul>
      <div className={css.row}>
        <SettledButton className={buttons.main} onAct={begin}>
          {label}
        </SettledButton>
        <a href={kind === 'leader' ? `${practiseAddress}#${asPresenter}` : `${practiseAddress}#`}>{other}</a>
      </div>
      <p className={css.credit}>{words.credit}</p>
    </Page>
  );
}

function Over({ kind, again }: { readonly kind: PracticeKind; readonly again: () => void }) {
  const { over } = usePracticeWords();
  return (
    <Page>
      <h1>{over.heading}</h1>
      <p role="status">{over.more}</p>
      <div className={css.row}>
        <SettledButton className={buttons.plain} onAct={again}>
          {over.again}
        </SettledButton>
        <a href="/home">{over.home}</a>
      </div>
      <p className={css.papers}>
        <span>{over.help}</span>
        {readers.map((reader) => (
          <a key={reader} href={helpAddress(reader)} aria-current={reader === kind || undefined}>
            {over.helpFor[reader]}
          </a>
        ))}
      </p>
    </Page>
  );
}
