// Which screen is shown now: the doorstep, the room, the farewell, or what is in the way. It draws nothing itself.

import { lazy, Suspense, useEffect } from 'react';
import { checkAddress } from '../../shared/protocol/addresses.ts';
import type { Doorstep as DoorstepAnswer } from '../../shared/protocol/doorstep.ts';
import type { Ending } from './connection/connection-state.ts';
import { fetched } from './connection/fetched.ts';
import { RotationContext } from './model/rotation-context.ts';
import { usePreferences } from './model/use-preferences.ts';
import { useSnapshot } from './model/use-snapshot.ts';
import { SignOutContext } from './parts/SignOut.tsx';
import { Doorstep } from './screens/Doorstep.tsx';
import { ObstacleNote } from './screens/ObstacleNote.tsx';
import { Trouble } from './screens/Trouble.tsx';
import type { SeatSession } from './session/seat-session.ts';

const fetchRoom = () => fetched(() => import('./RoomPage.tsx'));
const RoomPage = lazy(async () => ({ default: (await fetchRoom()).RoomPage }));
const FarewellPage = lazy(async () => ({ default: (await import('./FarewellPage.tsx')).FarewellPage }));

/** Fetched when the server has answered that it knows nobody here. */
export const NotSignedIn = lazy(async () => ({ default: (await import('./screens/NotSignedIn.tsx')).NotSignedIn }));

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
      <RotationContext value={doorstep.keepsRotation}>
        <Seat session={session} doorstep={doorstep} preferred={preferred} />
      </RotationContext>
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
  if (ending === 'signed-out' || ending === 'not-signed-in') return <NotSignedIn why={ending} />;
  const isEarly = ending === 'no-meeting' && (doorstep.meeting?.opensAt ?? null) !== null;
  if (ending !== null && ending !== 'contract-not-accepted' && !isEarly) {
    return <Trouble why={ending} act={actFor(ending, session)} />;
  }
  if (view?.kind === 'room') {
    return (
      <Suspense>
        <RoomPage session={session} doorstep={doorstep} preferred={preferred} />
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
      contract={'text' in contract && !contract.accepted ? contract : null}
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
