// The truth about the silence (R3.7): whether the media server has confirmed it, and whether that server can be reached from outside.
import { Shield, ShieldCheck, ShieldQuestionMark } from 'lucide-react';
import type { Desk, RoomView } from '../../../../shared/ritual/view.ts';
import { onThisClock } from '../../model/steady-clock.ts';
import { timeOfDay } from '../../words/times.ts';
import { useWords } from '../../words/words.ts';
import { silentNames } from '../silent-names.ts';
import css from './SilenceSeal.module.css';

export interface SilenceSealProps {
  readonly desk: Pick<Desk, 'silences' | 'guarded'>;
  readonly clockOffset: number;
  readonly view: Pick<RoomView, 'chairs' | 'round' | 'presenterId'>;
  /** R4.7: false while the leader's own connection is down. */
  readonly isKnown: boolean;
}

export function SilenceSeal({ desk: { silences, guarded }, clockOffset, view, isKnown }: SilenceSealProps) {
  const words = useWords();
  const { desk, sound, language } = words;
  if (silences.length === 0) return null;
  const open = silences.filter((silence) => silence.since === null);
  const since = Math.max(...silences.map((silence) => silence.since ?? 0));
  const who = silentNames(open.length > 0 ? open : silences, view, words);
  const isConfirmed = isKnown && open.length === 0;
  const isGuarded = isConfirmed && guarded === true;
  const Sign = isGuarded ? Shield : isConfirmed ? ShieldCheck : ShieldQuestionMark;
  const confirmed = isGuarded ? desk.silenceGuarded : desk.silenceSince(timeOfDay(onThisClock(since, clockOffset), language));
  const state = isConfirmed ? confirmed : isKnown ? desk.silenceNotYet : sound.sealUnknown;
  // Also where the words beside the sign have no room.
  const inFull = `${desk.silent(who)} ${state}`;
  return (
    <p className={css.seal} data-confirmed={isConfirmed} title={isGuarded ? `${inFull}. ${desk.silenceGuardedMore}` : inFull}>
      <Sign aria-hidden="true" />
      <span>
        <span dir="auto">{desk.silent(who)}</span> <small key={`${isConfirmed} ${isKnown}`}>{state}</small>
      </span>
      {isGuarded && <span className="said">{desk.silenceGuardedMore}</span>}
    </p>
  );
}
