// A personal link opened where sound and video cannot be relied on: says so first, and opens the seat only if the person still wants that and can be heard.
import { useState } from 'react';
import { App } from './App.tsx';
import type { Unfit as Reason } from './model/this-page.ts';
import { Unfit } from './screens/Unfit.tsx';
import type { SeatSession } from './session/seat-session.ts';

export interface UnfitPageProps {
  readonly why: Reason['why'];
  /** Null where nothing can be heard. */
  readonly open: (() => SeatSession) | null;
}

export function UnfitPage({ why, open }: UnfitPageProps) {
  const [session, setSession] = useState<SeatSession | null>(null);
  if (session) return <App session={session} />;
  return <Unfit why={why} address={location.href} goOn={open && (() => setSession(open()))} />;
}
