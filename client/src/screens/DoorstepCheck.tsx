// The doorstep's one page: see yourself, hear yourself, say that you are alone, take your seat.
import { type ReactNode, useId, useState } from 'react';
import type { DoorstepProps } from '../model/other-props.ts';
import { deviceTrouble } from '../parts/device-trouble.ts';
import { SignOut } from '../parts/SignOut.tsx';
import { SettledButton } from '../press/SettledButton.tsx';
import { Face } from '../room/Face.tsx';
import buttons from '../styles/buttons.module.css';
import { useDoorWords } from '../words/door-words.ts';
import { meetingInWords } from '../words/times.ts';
import { DeviceRows } from './DeviceRows.tsx';
import css from './Doorstep.module.css';
import { HelpButton } from './HelpButton.tsx';
import { ObstacleNote } from './ObstacleNote.tsx';

export interface DoorstepCheckProps extends Omit<DoorstepProps, 'enter'> {
  readonly notDone: ReactNode;
  /** The connection does not come up, or does not last. */
  readonly isAway: boolean;
  /** The person has pressed, and takes the seat once the connection is up. */
  readonly isWaiting: boolean;
  readonly enter: () => void;
}

/** Pressed on the drawn page, before this one could act. */
const wasTickedInTime = () =>
  typeof document !== 'undefined' &&
  document.querySelector<HTMLInputElement>('[data-still] input[type=checkbox]')?.checked === true;

export function DoorstepCheck({
  groupName,
  myName,
  meeting,
  door: where,
  devices,
  deviceActs,
  notDone,
  isAway,
  isWaiting,
  obstacle,
  goAway,
  enter,
  checkAddress,
}: DoorstepCheckProps) {
  const { door, network, language } = useDoorWords();
  const [isAlone, setIsAlone] = useState(wasTickedInTime);
  const [wasAsked, setWasAsked] = useState(false);
  const aloneId = useId();
  const times = meeting && meetingInWords(meeting, Date.now(), language);
  // The browser's question is explained in the picture's place: a box that comes and goes would move what the person is about to touch.
  const troubles = devices.isAsking ? [] : deviceTrouble(devices, door);
  const hasPicture = devices.picture !== null && devices.chosenCamera !== null;
  const takeSeat = () => (isAlone ? enter() : setWasAsked(true));
  return (
    <main className={css.doorstep}>
      <div className={css.picture}>
        <Face
          picture={hasPicture ? devices.picture : null}
          isMirrored
          still={
            hasPicture ? null : devices.isAsking ? (
              <p className={css.noPicture} role="status">
                <span>{door.asking}</span>
              </p>
            ) : (
              <p className={css.noPicture}>
                <b>{door.noPicture}</b>
                <span>{door.noPictureMore}</span>
              </p>
            )
          }
        />
        {hasPicture && <span className="said">{door.yourPicture}</span>}
      </div>
      <div className={css.check}>
        <h1>{where === 'steppedOut' ? door.steppedOutHeading : groupName}</h1>
        <p className={css.when}>
          {where === 'steppedOut'
            ? door.steppedOutMore
            : times
              ? times.isToday
                ? door.today(times.from, times.to, times.zone)
                : door.other(times.day, times.from, times.to, times.zone)
              : meeting === undefined
                ? '\u00a0'
                : door.noMeeting}
        </p>
        <p className="said">{door.welcome(myName)}</p>
        <DeviceRows devices={devices} acts={deviceActs} />
        {troubles.length > 0 && (
          <div className={css.trouble} role="status">
            {troubles.map((text) => (
              <p key={text}>{text}</p>
            ))}
            <button type="button" className={buttons.small} onClick={deviceActs.askAgain}>
              {door.askAgain}
            </button>
          </div>
        )}
        <label className={css.alone}>
          <input
            type="checkbox"
            checked={isAlone}
            aria-describedby={aloneId}
            onChange={(event) => setIsAlone(event.target.checked)}
          />
          <span>{door.alone}</span>
        </label>
        {isWaiting ? (
          <div className={css.waiting}>
            <p role="status">{network.waiting}</p>
            <SettledButton className={buttons.quiet} onAct={goAway}>
              {door.goAway}
            </SettledButton>
          </div>
        ) : (
          <button type="button" className={buttons.main} onClick={takeSeat}>
            {where === 'steppedOut' ? door.knock : door.takeSeat}
          </button>
        )}
        <p id={aloneId} className={css.notDone} role="alert">
          {wasAsked && !isAlone ? door.aloneFirst : notDone}
        </p>
        {/* There before it speaks, so that a screen reader hears it come. */}
        <div role="status" className={css.away}>
          {isAway && <ObstacleNote obstacle={obstacle} checkAddress={checkAddress} />}
        </div>
        <div className={css.foot}>
          {!isAway && <a href={checkAddress}>{door.trouble}</a>}
          <HelpButton />
          <SignOut />
        </div>
      </div>
    </main>
  );
}
