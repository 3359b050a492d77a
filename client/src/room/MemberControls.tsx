// What a person in the circle can reach: their own devices on the left, their part in the case in the middle, the way out on the right.

import { isOfTheCircle } from '../../../shared/ritual/roles.ts';
import type { RoomProps } from '../model/room-props.ts';
import { ActButton } from '../press/ActButton.tsx';
import { chordName } from '../press/held-here.ts';
import buttons from '../styles/buttons.module.css';
import { useWords } from '../words/words.ts';
import { CaseCall } from './CaseCall.tsx';
import { DeviceButtons } from './DeviceButtons.tsx';
import { LeaveButton } from './LeaveButton.tsx';
import css from './MemberControls.module.css';
import { OwnHand } from './OwnHand.tsx';
import { OwnSeal } from './OwnSeal.tsx';
import type { Act } from './use-act.ts';
import { ViewMenu } from './ViewMenu.tsx';
import { WordToLeaders } from './WordToLeaders.tsx';

export interface MemberControlsProps
  extends Pick<
    RoomProps,
    'view' | 'media' | 'mediaActs' | 'volume' | 'preferences' | 'prefer' | 'leave' | 'connection' | 'whisper'
  > {
  readonly openDevices: () => void;
  readonly act: Act;
  /** Why the last act was not done, for a moment. */
  readonly notDone: string | null;
}

export function MemberControls({
  view,
  media,
  mediaActs,
  volume,
  preferences,
  prefer,
  leave,
  connection,
  whisper,
  openDevices,
  act,
  notDone,
}: MemberControlsProps) {
  const { controls, keys } = useWords();
  const { me } = view;
  const observes = !isOfTheCircle(me.role);
  const keyList = observes
    ? []
    : ([
        [chordName('m'), keys.microphone],
        [chordName('v'), keys.camera],
        [chordName('h'), keys.self],
        ...(me.mayWrite ? ([[chordName('l'), keys.word]] as const) : []),
        ...(me.hand ? ([[chordName('w'), keys.hand]] as const) : []),
      ] as const);
  return (
    <section className={css.controls} data-phase={view.phase} data-hand={me.hand} aria-label={controls.yours} tabIndex={-1}>
      <div className={css.left}>
        {!observes && (
          <DeviceButtons
            media={media}
            mediaActs={mediaActs}
            hidesSelf={preferences.hidesSelf}
            hideSelf={(hidesSelf) => prefer({ hidesSelf })}
            isCircleListening={me.silence !== undefined}
          />
        )}
        <ViewMenu
          preferences={preferences}
          prefer={prefer}
          media={media}
          mediaActs={mediaActs}
          volume={volume}
          openDevices={openDevices}
          keyList={keyList}
          hasWord
        />
        {!observes && <WordToLeaders mayWrite={me.mayWrite === true} whisper={whisper} />}
      </div>
      <div className={css.middle} role="status">
        {notDone ? (
          <p className={css.words}>{notDone}</p>
        ) : me.held ? (
          <p className={css.asked}>{controls.held}</p>
        ) : me.silence ? (
          <p className={css.words}>
            <span>{controls.circleListens[view.round === 'outer' ? 'inner' : 'outer']}</span>{' '}
            <OwnSeal silence={me.silence} isKnown={connection === 'open'} />
          </p>
        ) : observes ? (
          <p className={css.words}>{controls.observing}</p>
        ) : me.case === 'presenting' && media.microphone === 'closed' ? (
          <>
            <p className={css.words}>{controls.microphoneIsClosed}</p>
            <ActButton means="openMicrophone" className={buttons.small} onAct={mediaActs.openMicrophone}>
              {controls.openMicrophone}
            </ActButton>
          </>
        ) : me.mayConvene ? (
          <>
            {me.expected && <p className={css.words}>{controls.expected(me.expected)}</p>}
            <ActButton means="convene" className={buttons.plain} onAct={() => act({ type: 'convene' })}>
              {controls.convene}
            </ActButton>
          </>
        ) : me.hand ? (
          <OwnHand hand={me.hand} act={act} />
        ) : (
          <CaseCall part={me.case} act={act} />
        )}
      </div>
      <div className={css.right}>
        <LeaveButton leave={leave} hasText role={me.role} />
      </div>
    </section>
  );
}
