// Looks once a second whether every sound that should flow does, and acts on what the watchdog says.
import { ConnectionState, type RemoteTrackPublication, type Room } from 'livekit-client';
import { receivedOf } from './received-of.ts';
import type { RemoteSound } from './remote-tracks.ts';
import { type Remedy, SoundWatchdog } from './sound-watchdog.ts';

const everyMs = 1000;

/** Runs until the returned function is called. */
export function watchSounds(room: Room, expected: () => RemoteSound[], connectAgain: () => void): () => void {
  const watchdog = new SoundWatchdog();
  let isLooking = false;
  const look = async () => {
    if (isLooking) return;
    isLooking = true;
    const sounds = expected();
    const samples = await Promise.all(
      sounds.map(async ({ publication }) => ({
        sid: publication.trackSid,
        packets: (await receivedOf(publication.track)).packets,
      })),
    );
    isLooking = false;
    if (room.state !== ConnectionState.Connected) return watchdog.forget();
    const remedy = watchdog.look(samples, performance.now());
    for (const { publication } of sounds) follow(publication, remedy);
    if (remedy.connectAgain) connectAgain();
  };
  const timer = setInterval(() => void look(), everyMs);
  return () => clearInterval(timer);
}

/** Let go now and taken again once it has gone: LiveKit looks at wishes in its own time, and two in one breath would be none. */
function follow(publication: RemoteTrackPublication, { subscribeAgain }: Remedy): void {
  if (subscribeAgain.includes(publication.trackSid)) publication.setSubscribed(false);
  else if (!publication.isDesired && !publication.track) publication.setSubscribed(true);
}
