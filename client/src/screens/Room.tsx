// The room: the circle, the words in its middle, and what this person has at hand by who they are. Sees neither a socket nor the media server.

import { useEffect, useMemo, useState } from 'react';
import { isOfTheCircle } from '../../../shared/ritual/roles.ts';
import type { RoomProps } from '../model/room-props.ts';
import { Confirm } from '../parts/Confirm.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { ChordsContext } from '../press/use-chord.ts';
import { Circle } from '../room/Circle.tsx';
import { LeaderDesk } from '../room/desk/LeaderDesk.tsx';
import { Telling } from '../room/desk/Telling.tsx';
import { isolated } from '../room/isolated.ts';
import { ListeningSeat } from '../room/ListeningSeat.tsx';
import { MemberControls } from '../room/MemberControls.tsx';
import { Notices } from '../room/Notices.tsx';
import { PhaseBanner } from '../room/PhaseBanner.tsx';
import { SpokenChanges } from '../room/SpokenChanges.tsx';
import { SpokenDevices } from '../room/SpokenDevices.tsx';
import { seatOrder } from '../room/seat-order.ts';
import { useAct } from '../room/use-act.ts';
import { useLow } from '../room/use-low.ts';
import { useWords } from '../words/words.ts';
import { HelpButton } from './HelpButton.tsx';
import css from './Room.module.css';
import { keepAwake } from './wake-lock.ts';

export function Room(props: RoomProps) {
  const { view, media, preferences, connection, perform } = props;
  const words = useWords();
  const { act, notDone, asked } = useAct(perform);
  const observers = useMemo(() => seatOrder(view).observers, [view]);
  const [showsDevices, setShowsDevices] = useState(false);
  const openDevices = () => setShowsDevices(true);
  const listens = view.me.case === 'steppedBack' || view.me.case === 'invitedBack';
  const isConnectionAlive = connection === 'open' && !media.isDeaf && (media.connection === 'open' || media.connection === 'none');
  const isLow = useLow();
  useEffect(keepAwake, []);
  const telling = view.desk && !listens ? <Telling {...props} desk={view.desk} act={act} /> : null;
  return (
    <ChordsContext value={preferences.usesKeys}>
      <main className={css.room} data-phase={view.phase} data-as={listens ? 'listening' : view.desk ? 'leader' : 'member'}>
        <div className={css.top}>
          <header className={css.header}>
            <p dir="auto">{view.groupName}</p>
            {observers.length > 0 && <p>{words.chairs.observers(observers.map(({ name }) => isolated(name)).join(', '))}</p>}
          </header>
          <Notices {...props} notDone={view.desk || listens ? notDone : null} />
          {isLow && telling}
          <div className={css.help}>
            <HelpButton room={view} />
          </div>
        </div>
        <div className={css.place}>
          <Circle view={view} media={media} hidesSelf={preferences.hidesSelf} isConnectionAlive={isConnectionAlive}>
            <PhaseBanner view={view} clockOffset={props.clockOffset} isConnectionAlive={isConnectionAlive} />
          </Circle>
        </div>
        {listens ? (
          <ListeningSeat {...props} openDevices={openDevices} act={act} />
        ) : view.desk ? (
          <LeaderDesk {...props} openDevices={openDevices} desk={view.desk} act={act} telling={isLow ? null : telling} />
        ) : (
          <MemberControls {...props} openDevices={openDevices} act={act} notDone={notDone} />
        )}
        <SpokenChanges view={view} clockOffset={props.clockOffset} />
        {!listens && isOfTheCircle(view.me.role) && <SpokenDevices media={media} hidesSelf={preferences.hidesSelf} />}
        {asked && <Confirm sure={asked.sure} onYes={asked.yes} onClose={asked.close} />}
        {showsDevices && (
          <Dialog heading={words.sound.devices} done={words.sound.devicesDone} onClose={() => setShowsDevices(false)}>
            {props.devicePanel}
          </Dialog>
        )}
      </main>
    </ChordsContext>
  );
}
