// The check of a device on a page of its own: begun when it is opened, ended when it is left.
import { useEffect, useState } from 'react';
import { CheckSession } from './check-session.ts';
import { useSnapshot } from './connection/use-snapshot.ts';
import { Check } from './screens/Check.tsx';
import { usePreferences } from './screens/preferences.ts';
import { SignOutContext } from './screens/SignOut.tsx';
import { signOutHere } from './sign-out-here.ts';

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
        backAddress={seat === null ? null : `/seat/${seat}`}
      />
    </SignOutContext>
  );
}
