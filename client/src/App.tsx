// Which screen is shown now: the doorstep, the room, the farewell, or what is in the way. It draws nothing itself.

import { lazy, Suspense, useEffect, useMemo } from 'react';
import { checkAddress, linksAddress } from '../../shared/protocol/addresses.ts';
import type { Doorstep as DoorstepAnswer } from '../../shared/protocol/doorstep.ts';
import { isOfTheCircle } from '../../shared/ritual/roles.ts';
import type { Ending } from './connection/connection-state.ts';
import { usePreferences } from './model/preferences.ts';
import { useSnapshot } from './model/use-snapshot.ts';
import { SignOutContext } from './parts/SignOut.tsx';
import { Doorstep } from './screens/Doorstep.tsx';
import { ObstacleNote } from './screens/ObstacleNote.tsx';
import { NotSignedIn, Trouble } from './screens/Trouble.tsx';
import type { SeatSession } from './session/seat-session.ts';

const fetchRoom = () => import('./screens/Room.tsx');
const Room = lazy(async () => ({ default: (await fetchRoom()).Room }));
const DevicePanel = lazy(async () => ({ default: (await import('./screens/DevicePanel.tsx')).DevicePanel }));
const FarewellPage = lazy(async () => ({ default: (await import('./FarewellPage.tsx')).FarewellPage }));

interface Sitting {
  readonly session: SeatSession;
  readonly doorstep: DoorstepAnswer;
}

interface Preferred {
  readonly preferred: ReturnType<typeof usePreferences>;
}

export function App({ session }: { readonly session: SeatSession }) {
  const preferred = usePreferences();
  const doorstep = useSnapshot(session.doorstep);
  const obstacle = useSnapshot(session.obstacle);

  if (doorstep === null) return null;
  if (doorstep === 'unavailable') {
    return (
      <Trouble why="unavailable" act={session.tryAgain}>
        {obstacle !== null && <ObstacleNote obstacle={obstacle} checkAddress={checkAddress(session.ref)} />}
      </Trouble>
    );
  }
  if (typeof doorstep === 'string') return <NotSignedIn />;
  return (
    <SignOutContext value={session.signOut}>
      <Seat session={session} doorstep={doorstep} preferred={preferred} />
    </SignOutContext>
  );
}

function Seat({ session, doorstep, preferred }: Sitting & Preferred) {
  const { view, ending } = useSnapshot(session.connection);
  const hasLeft = useSnapshot(session.hasLeft);
  const isReturning = useSnapshot(session.isReturning);
  const isOver = view?.kind === 'over' || ending === 'over';
  if (hasLeft || isOver) {
    return (
      <Suspense>
        <FarewellPage session={session} doorstep={doorstep} isOver={isOver} />
      </Suspense>
    );
  }
  const isEarly = ending === 'no-meeting' && (doorstep.meeting?.opensAt ?? null) !== null;
  if (ending !== null && ending !== 'contract-not-accepted' && !isEarly) {
    return <Trouble why={ending} act={actFor(ending, session)} />;
  }
  if (view?.kind === 'room') {
    return (
      <Suspense>
        <RoomScreen session={session} doorstep={doorstep} preferred={preferred} />
      </Suspense>
    );
  }
  if (view === null && isReturning && doorstep.contract.accepted) return null;
  return <DoorstepScreen session={session} doorstep={doorstep} />;
}

function actFor(ending: Ending, session: SeatSession): () => void {
  if (ending === 'replaced') return session.takeBack;
  // Trying again from this page would end no differently.
  if (ending === 'wrong-protocol' || ending === 'malformed') return () => location.reload();
  return session.tryAgain;
}

function DoorstepScreen({ session, doorstep }: Sitting) {
  const devices = useSnapshot(session.devices);
  const { view, ending, isReachable, obstacle } = useSnapshot(session.connection);
  const { contract, groupName, yourName, meeting } = doorstep;
  // R6.9: the server alone knows when the door is open; whoever has a view has been let in.
  const opensAt = view === null || ending === 'no-meeting' ? (meeting?.opensAt ?? null) : null;
  const isOpen = opensAt === null;
  useEffect(() => {
    if (!contract.accepted || !isOpen) return;
    void session.devices.open();
    session.devices.meter(true);
    void fetchRoom();
    return () => session.devices.meter(false);
  }, [session, contract.accepted, isOpen]);
  return (
    <Doorstep
      groupName={groupName}
      myName={yourName}
      meeting={meeting}
      opensAt={opensAt}
      door={view?.kind === 'doorstep' ? view.door : 'outside'}
      contract={contract.accepted ? null : contract}
      acceptContract={session.acceptContract}
      devices={devices}
      deviceActs={session.devices.acts}
      enter={session.enter}
      goAway={session.goAway}
      connection={isReachable ? 'open' : 'lost'}
      obstacle={isReachable && obstacle !== 'socket' ? null : obstacle}
      checkAddress={checkAddress(session.ref)}
    />
  );
}

function RoomScreen({ session, doorstep, preferred }: Sitting & Preferred) {
  const { view, clockOffset, notes, isFresh } = useSnapshot(session.connection);
  const media = useSnapshot(session.media);
  const volume = useSnapshot(session.volume);
  const [preferences, prefer] = preferred;
  const devicePanel = useMemo(() => <RoomDevices session={session} />, [session]);
  if (view?.kind !== 'room') return null;
  return (
    <Room
      view={view}
      clockOffset={clockOffset}
      media={media}
      mediaActs={session.mediaActs}
      volume={volume}
      perform={session.connection.perform}
      notes={notes}
      whisper={session.whisper}
      connection={isFresh ? 'open' : 'lost'}
      preferences={preferences}
      prefer={prefer}
      leave={session.leave}
      devicePanel={devicePanel}
      checkAddress={checkAddress(session.ref)}
      linksAddress={doorstep.leads ? linksAddress(session.ref) : null}
    />
  );
}

/** Follows the devices on its own: their level changes ten times a second, which is no reason to draw the whole room. */
function RoomDevices({ session }: { readonly session: SeatSession }) {
  const devices = useSnapshot(session.devices);
  const { view } = useSnapshot(session.connection);
  useEffect(() => {
    session.devices.meter(true);
    return () => session.devices.meter(false);
  }, [session]);
  const me = view?.kind === 'room' ? view.me : null;
  return (
    <Suspense>
      <DevicePanel
        devices={devices}
        acts={session.roomDeviceActs}
        isListening={me?.case === 'steppedBack' || me?.case === 'invitedBack'}
        observes={me !== null && !isOfTheCircle(me.role)}
      />
    </Suspense>
  );
}
