// The room, joined to the session. It is fetched while a person checks their devices.
import { useEffect, useMemo } from 'react';
import { checkAddress, linksAddress } from '../../shared/protocol/addresses.ts';
import type { Doorstep } from '../../shared/protocol/doorstep.ts';
import { isOfTheCircle } from '../../shared/ritual/roles.ts';
import './ahead.ts';
import type { usePreferences } from './model/use-preferences.ts';
import { useSnapshot } from './model/use-snapshot.ts';
import { DevicePanel } from './screens/DevicePanel.tsx';
import { Room } from './screens/Room.tsx';
import { roomDeviceActs } from './session/room-device-acts.ts';
import type { SeatSession } from './session/seat-session.ts';

export interface RoomPageProps {
  readonly session: SeatSession;
  readonly doorstep: Doorstep;
  readonly preferred: ReturnType<typeof usePreferences>;
}

export function RoomPage({ session, doorstep, preferred }: RoomPageProps) {
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
  const { connection, microphone, camera } = useSnapshot(session.media);
  const { openCamera } = session.mediaActs;
  const acts = useMemo(
    () => roomDeviceActs({ devices: session.devices, intents: session.intents, openCamera }),
    [session, openCamera],
  );
  const me = view?.kind === 'room' ? view.me : null;
  return (
    <DevicePanel
      devices={devices}
      acts={acts}
      microphone={microphone}
      camera={camera}
      isConnected={connection === 'open'}
      openCamera={openCamera}
      isListening={me?.case === 'steppedBack' || me?.case === 'invitedBack'}
      observes={me !== null && !isOfTheCircle(me.role)}
    />
  );
}
