// The check of a device on a page of its own: begun when it is opened, ended when it is left.
import { useEffect, useState } from 'react';
import { seatAddress } from '../../shared/protocol/addresses.ts';
import { usePreferences } from './model/use-preferences.ts';
import { useSnapshot } from './model/use-snapshot.ts';
import { SignOutContext } from './parts/SignOut.tsx';
import { Check } from './screens/check/Check.tsx';
import { CheckSession } from './session/check-session.ts';
import { signOutHere } from './session/sign-out-here.ts';

export function CheckPage({ seat }: { readonly seat: string | null }) {
  usePreferences();
  const [session] = useState(() => new CheckSession(seat));
  const measured = useSnapshot(session.measured);
  const devices = useSnapshot(session.devices);
  useEffect(() => {
    session.begin();
    return () => session.end();
  }, [session]);
  return (
    <SignOutContext value={seat === null ? null : () => signOutHere(seat)}>
      <Check
        measured={measured}
        devices={devices}
        deviceActs={session.devices.acts}
        playSound={() => void session.playSound()}
        heardSound={session.heardSound}
        again={session.again}
        backAddress={seat === null ? null : seatAddress(seat)}
      />
    </SignOutContext>
  );
}
