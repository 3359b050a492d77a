// The seat of the presenter who has stepped back (R3.3): what is true, in words, and three quiet controls. Never a self view.
import { Hand, Volume2 } from 'lucide-react';
import type { RoomProps } from '../screens/room-props.ts';
import buttons from '../styles/buttons.module.css';
import { useWords } from '../words/words.ts';
import { LeaveButton } from './LeaveButton.tsx';
import css from './ListeningSeat.module.css';
import { Pop } from './Pop.tsx';
import type { Act } from './use-act.ts';
import { useKeys } from './use-keys.ts';
import { VolumeControl } from './VolumeControl.tsx';

export interface ListeningSeatProps extends Pick<RoomProps, 'view' | 'media' | 'mediaActs' | 'whispers' | 'leave'> {
  readonly act: Act;
  readonly notDone: string | null;
}

export function ListeningSeat({ view, media, mediaActs, whispers, leave, act, notDone }: ListeningSeatProps) {
  const { controls } = useWords();
  const isInvited = view.me.case === 'invitedBack';
  const toMe = whispers.findLast((whisper) => whisper.presenterId === view.me.personId);
  const cannot = view.me.rights.mayBeSeen ? controls.youListen : controls.youListenUnseen;
  return (
    <section className={css.seat} aria-label={controls.yours}>
      <p className={css.truth}>{isInvited ? controls.invited : cannot}</p>
      <p className={css.more} role="status">
        {notDone ?? (toMe ? controls.fromLeaders(toMe.text) : isInvited ? controls.invitedExplain : controls.needNothing)}
      </p>
      <div className={css.controls}>
        {isInvited ? (
          <button type="button" className={buttons.main} data-large onClick={() => act({ type: 'comeIn' })}>
            {controls.comeIn}
          </button>
        ) : (
          <SignalButton signal={view.me.signal} act={act} />
        )}
        <Pop
          label={controls.volume}
          className={buttons.quiet}
          face={
            <>
              <Volume2 aria-hidden="true" />
              <span>{controls.volume}</span>
            </>
          }
        >
          {() => <VolumeControl volume={media.volume} setVolume={mediaActs.setVolume} />}
        </Pop>
        <LeaveButton leave={leave} hasText />
      </div>
    </section>
  );
}

function SignalButton({ signal, act }: { readonly signal: 'none' | 'raised' | 'acknowledged'; readonly act: Act }) {
  const { controls, keys } = useWords();
  const isRaised = signal !== 'none';
  const press = () => act({ type: isRaised ? 'withdrawSignal' : 'signalLeaders' });
  useKeys({ s: press });
  const words = { none: controls.signal, raised: controls.signalled, acknowledged: controls.signalSeen }[signal];
  return (
    <button
      type="button"
      className={buttons.plain}
      aria-pressed={isRaised}
      aria-keyshortcuts="s"
      title={keys.withKey(isRaised ? controls.withdrawSignal : controls.signal, 'S')}
      onClick={press}
    >
      <Hand aria-hidden="true" />
      {words}
    </button>
  );
}
