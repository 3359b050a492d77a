// The personal links, on a page of their own beside the room: fetched for a leader, who can renew them or have one made for a guest.
import { useCallback, useEffect, useState } from 'react';
import { seatAddress } from '../../shared/protocol/addresses.ts';
import type { PersonalLink } from './model/other-props.ts';
import { usePreferences } from './model/use-preferences.ts';
import { SignOutContext } from './parts/SignOut.tsx';
import { LeaderLinks } from './screens/LeaderLinks.tsx';
import { NotSignedIn } from './screens/NotSignedIn.tsx';
import { Trouble } from './screens/Trouble.tsx';
import { type Failed, fetchDoorstep } from './session/doorstep-api.ts';
import { fetchLinks, nameGuest, renewLink } from './session/links-api.ts';
import { signOutHere } from './session/sign-out-here.ts';

interface Found {
  readonly groupName: string;
  readonly links: readonly PersonalLink[];
}

export function LinksPage({ seat }: { readonly seat: string }) {
  usePreferences();
  const [found, setFound] = useState<Found | Failed | null>(null);
  const look = useCallback(async () => setFound(await findLinks(seat)), [seat]);
  useEffect(() => {
    void look();
  }, [look]);
  if (found === null) return null;
  if (found === 'unavailable') return <Trouble why="unavailable" act={() => void look()} />;
  if (typeof found === 'string') return <NotSignedIn />;
  const renew = async (other: string) => {
    const isRenewed = await renewLink(seat, other);
    if (isRenewed) await look();
    return isRenewed;
  };
  const name = async (guest: string) => {
    const outcome = await nameGuest(seat, guest);
    if (outcome === 'named') await look();
    return outcome;
  };
  return (
    <SignOutContext value={() => signOutHere(seat)}>
      <LeaderLinks groupName={found.groupName} links={found.links} renew={renew} nameGuest={name} backAddress={seatAddress(seat)} />
    </SignOutContext>
  );
}

async function findLinks(seat: string): Promise<Found | Failed> {
  const [doorstep, links] = await Promise.all([fetchDoorstep(seat), fetchLinks(seat)]);
  if (typeof doorstep === 'string') return doorstep;
  return typeof links === 'string' ? links : { groupName: doorstep.groupName, links };
}
