// The check of a device: the own picture and devices beside a plain list of what was found, each with what to do.
import { useId, useMemo } from 'react';
import type { DeviceCheck, DeviceCheckActs } from '../../model/device-check-props.ts';
import type { Measured } from '../../model/measured.ts';
import { SignOut } from '../../parts/SignOut.tsx';
import { Face } from '../../room/Face.tsx';
import buttons from '../../styles/buttons.module.css';
import { useWords } from '../../words/words.ts';
import { DeviceRows } from '../DeviceRows.tsx';
import doorstep from '../Doorstep.module.css';
import { WayBack } from '../WayBack.tsx';
import css from './Check.module.css';
import { FindingItem } from './FindingItem.tsx';
import { findingsOf, summaryOf } from './findings.ts';
import { Report } from './Report.tsx';
import { reportText } from './report-text.ts';

export interface CheckProps {
  readonly measured: Measured;
  readonly devices: DeviceCheck;
  readonly deviceActs: DeviceCheckActs;
  readonly playSound: () => void;
  readonly heardSound: (isHeard: boolean) => void;
  readonly again: () => void;
  /** Null for somebody who came without a seat. */
  readonly backAddress: string | null;
}

export function Check({ measured, devices, deviceActs, playSound, heardSound, again, backAddress }: CheckProps) {
  const words = useWords();
  const { check, door } = words;
  const id = useId();
  const groups = useMemo(() => findingsOf(measured, words), [measured, words]);
  const summary = summaryOf(groups, check);
  const hasPicture = devices.picture !== null;
  const wasPlayed = measured.speaker !== 'untried';
  return (
    <main className={css.page}>
      <div className={css.own}>
        <div className={doorstep.picture}>
          <Face
            picture={devices.picture}
            isMirrored
            still={hasPicture ? null : <p className={doorstep.noPicture}>{door.noPicture}</p>}
          />
          {hasPicture && <span className="said">{door.yourPicture}</span>}
        </div>
        <DeviceRows
          devices={devices}
          acts={deviceActs}
          speaker={
            <button
              type="button"
              className={buttons.small}
              aria-disabled={measured.speaker === 'missing'}
              onClick={() => measured.speaker !== 'missing' && playSound()}
            >
              {wasPlayed ? check.speaker.again : check.speaker.play}
            </button>
          }
        />
      </div>
      <div className={css.found}>
        <h1>{check.heading}</h1>
        <p className={css.explain}>{check.explain}</p>
        <p className={css.summary} role="status">
          {summary}
        </p>
        {groups.map((group) => (
          <section key={group.id} aria-labelledby={`${id}-${group.id}`}>
            <h2 id={`${id}-${group.id}`}>{check.groups[group.id]}</h2>
            <ul>
              {group.findings.map((finding) => (
                <FindingItem key={finding.id} finding={finding}>
                  {finding.id === 'speaker' && measured.speaker === 'asked' && (
                    <span className={css.asked}>
                      <button type="button" className={buttons.small} onClick={() => heardSound(true)}>
                        {check.speaker.yes}
                      </button>
                      <button type="button" className={buttons.small} onClick={() => heardSound(false)}>
                        {check.speaker.no}
                      </button>
                    </span>
                  )}
                </FindingItem>
              ))}
            </ul>
          </section>
        ))}
        {backAddress === null && <p className={css.explain}>{check.signIn}</p>}
        <div className={css.acts}>
          <button type="button" className={buttons.plain} onClick={again}>
            {check.again}
          </button>
          <Report text={reportText(groups, summary, new Date(), words)} />
          {backAddress !== null && <WayBack address={backAddress} label={check.back} />}
          <SignOut />
        </div>
      </div>
    </main>
  );
}
