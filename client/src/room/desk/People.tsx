// Rare acts that concern one person, one level deeper (R4.2, R5.4, R6.4), and ending for all. Each asks first.

import { UsersRound } from 'lucide-react';
import { rotationBeside } from '../../../../shared/protocol/rotation-address.ts';
import { isLeading, isOfTheCircle } from '../../../../shared/ritual/roles.ts';
import type { Desk, RoomView } from '../../../../shared/ritual/view.ts';
import { besideRoom } from '../../model/beside-room.ts';
import popCss from '../../parts/Pop.module.css';
import { Pop } from '../../parts/Pop.tsx';
import { ActButton } from '../../press/ActButton.tsx';
import buttons from '../../styles/buttons.module.css';
import { useWords } from '../../words/words.ts';
import type { Act } from '../use-act.ts';
import css from './People.module.css';
import { PersonActs } from './PersonActs.tsx';

export interface PeopleProps {
  readonly view: RoomView;
  readonly desk: Desk;
  readonly act: Act;
  readonly linksAddress: string | null;
  readonly checkAddress: string;
}

export function People({ view, desk, act, linksAddress, checkAddress }: PeopleProps) {
  const words = useWords();
  const { chairs: chairWords } = words;
  const others = view.chairs.filter((chair) => chair.personId !== view.me.personId);
  const face = (
    <>
      <UsersRound aria-hidden="true" />
      <span data-word>{words.desk.people}</span>
    </>
  );
  return (
    <Pop label={words.desk.people} className={buttons.icon} chord="e" face={face}>
      {(close) => (
        <div className={css.people}>
          {others.length === 0 && <p className={popCss.text}>{words.desk.nobodyElse}</p>}
          <ul>
            {others.map((chair) => (
              <li key={chair.personId}>
                <PersonActs
                  chair={chair}
                  isLeader={isLeading(chair.role)}
                  otherCircle={desk.circles?.seatsMove && isOfTheCircle(chair.role) ? (chair.circle ? 'inner' : 'outer') : null}
                  isSubstitute={desk.substitutes?.includes(chair.personId) ?? false}
                  isInTraining={desk.inTraining?.includes(chair.personId) ?? false}
                  mayLead={chair.personId !== view.presenterId}
                  words={chairWords}
                  act={act}
                  done={close}
                />
              </li>
            ))}
          </ul>
          {desk.outside.length > 0 && (
            <>
              <h3 className={popCss.heading}>{words.desk.outside}</h3>
              <ul>
                {desk.outside.map(({ personId, name, shut }) => (
                  <li key={personId} className={css.outside}>
                    <span>
                      <span>{name}</span>
                      <small>{shut ? words.desk.shutOut : words.desk.steppedOut}</small>
                    </span>
                    <ActButton
                      means={`openDoor ${personId}`}
                      className={buttons.small}
                      onAct={() => act({ type: 'openDoor', personId })}
                    >
                      {words.desk.openDoor(name)}
                    </ActButton>
                  </li>
                ))}
              </ul>
            </>
          )}
          <div className={css.foot}>
            {linksAddress && (
              <>
                <a className={buttons.quiet} href={besideRoom(linksAddress)} target="_blank" rel="noreferrer">
                  {words.desk.links}
                </a>
                <a className={buttons.quiet} href={rotationBeside(linksAddress)} target="_blank" rel="noreferrer">
                  {words.desk.rotation}
                </a>
              </>
            )}
            <a className={buttons.quiet} href={besideRoom(checkAddress)} target="_blank" rel="noreferrer">
              {words.door.trouble}
            </a>
            <ActButton means="end" className={buttons.quiet} onAct={() => act({ type: 'advance', from: view.phase, to: 'ended' })}>
              {words.desk.endForAll}
            </ActButton>
          </div>
        </div>
      )}
    </Pop>
  );
}
