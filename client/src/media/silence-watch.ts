// Checks twice a second whether sound arrives from somebody who may not be heard, and reports it to the server (R3.7). Plays and stops nothing.
import type { RemoteTrackPublication, Room } from 'livekit-client';
import type { RoomConnection } from '../connection/room-connection.ts';
import { receivedOf } from './received-of.ts';
import { type Arrival, SilenceWitness } from './silence-witness.ts';

const everyMs = 500;

/** Runs until the returned function is called. */
export function watchSilences(room: Room, connection: Pick<RoomConnection, 'subscribe' | 'snapshot' | 'soundFrom'>): () => void {
  const witness = new SilenceWitness();
  const follow = () => {
    const { view, isFresh } = connection.snapshot();
    witness.viewed(isFresh ? view : null, performance.now());
  };
  let isLooking = false;
  const look = async () => {
    if (isLooking) return;
    isLooking = true;
    const arrivals = await Promise.all(arriving(room).map(count));
    isLooking = false;
    for (const personId of witness.look(arrivals, performance.now())) void connection.soundFrom(personId);
  };
  const stop = connection.subscribe(follow);
  follow();
  const timer = setInterval(() => void look(), everyMs);
  return () => {
    clearInterval(timer);
    stop();
  };
}

interface Sound {
  readonly personId: string;
  readonly publication: RemoteTrackPublication;
}

/** By what arrives, not by label. LiveKit calls somebody's second connection `id#…`: what it says is theirs. */
function arriving(room: Room): Sound[] {
  return [...room.remoteParticipants.values()].flatMap(({ identity, trackPublications }) =>
    [...trackPublications.values()]
      .filter(({ track }) => track?.mediaStreamTrack.kind === 'audio')
      .map((publication) => ({ personId: identity.split('#', 1).join(), publication })),
  );
}

async function count({ personId, publication }: Sound): Promise<Arrival> {
  const { packets, quietMs } = await receivedOf(publication.track);
  return { personId, sid: publication.trackSid, packets, quietMs };
}
