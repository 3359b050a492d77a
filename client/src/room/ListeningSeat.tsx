// The seat of the presenter who has stepped back (R3.3): what is true, in words, and three quiet controls. Never a self view.
import { Hand, Volume2 } from 'lucide-react';
import type { RoomProps } from '../model/room-props.ts';
import { Pop } from '../parts/Pop.tsx';
import { ActButton } from '../press/ActButton.tsx';
import buttons from '../styles/buttons.module.css';
import { useWords } from '../words/words.ts';
import { LeaveButton } from './LeaveButton.tsx';
import css from './ListeningSeat.module.css';
import { OwnSeal } from './OwnSeal.tsx';
import type { Act } from './use-act.ts';
import { VolumeControl } from './VolumeControl.tsx';

export interface ListeningSeatProps extends Pick<RoomProps, 'view' | 'mediaActs' | 'volume' | 'notes' | 'leave' | 'connection'> {
  readonly openDevices: () => void;
  readonly act: Act;
}

export function ListeningSeat({ view, mediaActs, volume, notes, leave, connection, openDevices, act }: ListeningSeatProps) {
  const { controls, sound } = useWords();
  const comeIn = async () => {
    const answer = await act({ type: 'comeIn' });
    if (answer?.ok) mediaActs.cameIn(answer.version);
  };
  const isInvited = view.me.case === 'invitedBack';
  const toMe = notes.findLast((note) => note.presenterId === view.me.personId);
  const cannot = view.me.rights.mayBeSeen ? controls.youListen : controls.youListenUnseen;
  // R3.8: a note from the leaders takes the place of the headline; what is true stays beneath it, whatever else there is to say.
  const headline = isInvited ? controls.invited : toMe ? controls.fromLeaders(toMe.text) : cannot;
  const more = isInvited ? controls.invitedExplain : toMe ? cannot : controls.needNothing;
  return (
    <section className={css.seat} aria-label={controls.yours} tabIndex={-1}>
      <p className={css.truth}>
        <span key={headline}>{headline}</span>
      </p>
      <p className={css.more}>
        <span key={more}>{more}</span> <OwnSeal silence={view.me.silence} isKnown={connection === 'open'} />
      </p>
      <p className="said" role="status">
        {toMe && !isInvited ? controls.fromLeaders(toMe.text) : ''}
      </p>
      <div className={css.controls}>
        {isInvited ? (
          <ActButton means="comeIn" className={buttons.main} data-large onAct={() => void comeIn()}>
            {controls.comeIn}
          </ActButton>
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
          {(close) => (
            <>
              <VolumeControl volume={volume} setVolume={mediaActs.setVolume} />
              <ActButton
                means="devices"
                className={buttons.quiet}
                onAct={() => {
                  close();
                  openDevices();
                }}
              >
                {sound.devicesOpen}
              </ActButton>
            </>
          )}
        </Pop>
        <LeaveButton leave={leave} hasText role={view.me.role} />
      </div>
    </section>
  );
}

function SignalButton({ signal, act }: { readonly signal: 'none' | 'raised' | 'acknowledged'; readonly act: Act }) {
  const { controls } = useWords();
  const isRaised = signal !== 'none';
  const words = { none: controls.signal, raised: controls.signalled, acknowledged: controls.signalSeen }[signal];
  return (
    <ActButton
      means={signal}
      className={buttons.plain}
      aria-pressed={isRaised}
      chord="s"
      title={isRaised ? controls.withdrawSignal : controls.signal}
      onAct={() => act({ type: isRaised ? 'withdrawSignal' : 'signalLeaders' })}
    >
      <Hand aria-hidden="true" />
      <span>{words}</span>
    </ActButton>
  );
}
