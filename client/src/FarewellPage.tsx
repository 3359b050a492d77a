// The page after the room, joined to the session. It comes when it is needed, and weighs nothing on the way to the doorstep.
import type { Doorstep } from '../../shared/protocol/doorstep.ts';
import { useSnapshot } from './model/use-snapshot.ts';
import { Farewell } from './screens/Farewell.tsx';
import type { SeatSession } from './session/seat-session.ts';

export interface FarewellPageProps {
  readonly session: SeatSession;
  readonly doorstep: Doorstep;
  readonly isOver: boolean;
}

export function FarewellPage({ session, doorstep, isOver }: FarewellPageProps) {
  const { view, clockOffset } = useSnapshot(session.connection);
  const isStillSignedIn = useSnapshot(session.isStillSignedIn);
  const { groupName, meeting, next } = doorstep;
  const upcoming = [meeting, next].find((each) => each && each.startsAt > Date.now()) ?? (next === undefined ? undefined : null);
  const undoUntil = view?.kind === 'over' ? view.undoUntil : undefined;
  return (
    <Farewell
      groupName={groupName}
      isStillSignedIn={isStillSignedIn}
      nextMeeting={upcoming}
      comeBack={isOver ? null : session.comeBack}
      undo={
        undoUntil === undefined
          ? null
          : { until: undoUntil - clockOffset, act: () => session.connection.perform({ type: 'undo', from: 'ended' }) }
      }
    />
  );
}
