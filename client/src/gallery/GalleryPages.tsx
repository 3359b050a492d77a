// The screens beside the room, in the gallery.

import { seatAddress } from '../../../shared/protocol/addresses.ts';
import type { TroubleProps } from '../model/other-props.ts';
import { usePreferences } from '../model/use-preferences.ts';
import { SignOutContext } from '../parts/SignOut.tsx';
import { Check } from '../screens/check/Check.tsx';
import { Doorstep } from '../screens/Doorstep.tsx';
import { Farewell } from '../screens/Farewell.tsx';
import { LeaderLinks } from '../screens/LeaderLinks.tsx';
import { NoCookies, NotSignedIn } from '../screens/NotSignedIn.tsx';
import { Trouble } from '../screens/Trouble.tsx';
import { Unfit } from '../screens/Unfit.tsx';
import type { Choice } from './choice.ts';
import { galleryDevices, galleryMeasured, noDeviceActs } from './gallery-devices.ts';
import { names } from './played-room.ts';

const nothing = () => undefined;
const contract = [
  'What is said here stays here. We do not record, and we do not name the people we speak about.',
  'Each of us is alone in a closed room and wears headphones.',
  'We speak for ourselves, let others finish, and leave room for silence.',
].join('\n\n');

/** Where somebody has a seat, they can sign out. */
const ofASeat: readonly Choice['screen'][] = ['doorstep', 'farewell', 'links', 'check'];

export function GalleryPages({ choice }: { readonly choice: Choice }) {
  usePreferences();
  return (
    <SignOutContext value={ofASeat.includes(choice.screen) ? async () => false : null}>
      <GalleryPage choice={choice} />
    </SignOutContext>
  );
}

function GalleryPage({ choice }: { readonly choice: Choice }) {
  const has = (circumstance: string) => choice.circumstances.has(circumstance);
  const startsAt = new Date().setHours(18, 0, 0, 0) + (has('later') ? 7 * 86_400_000 : 0);
  const meeting = { startsAt, endsAt: startsAt + 90 * 60_000 };
  switch (choice.screen) {
    case 'doorstep':
      return (
        <Doorstep
          groupName="Tuesday group"
          myName="Dee"
          meeting={has('noMeeting') ? null : meeting}
          opensAt={has('early') ? startsAt - 15 * 60_000 : null}
          door={has('knocking') ? 'knocking' : has('steppedOut') ? 'steppedOut' : has('shut') ? 'shut' : 'outside'}
          contract={
            has('contract')
              ? {
                  ...{ text: has('long') ? `${contract}\n\n`.repeat(6) : contract, accepted: false },
                  ...{ language: 'en', isOwn: !has('elsewhere') },
                }
              : null
          }
          acceptContract={async () => false}
          devices={galleryDevices(has)}
          deviceActs={noDeviceActs}
          enter={async () => ({ ok: false, refusal: 'on-another-device' })}
          goAway={nothing}
          connection={has('lineLost') ? 'lost' : 'open'}
          obstacle={has('lineLost') ? 'socket' : null}
          checkAddress="?screen=check"
        />
      );
    case 'farewell':
      return (
        <Farewell
          groupName="Tuesday group"
          nextMeeting={has('noMeeting') ? null : meeting}
          comeBack={has('comeBack') ? nothing : null}
          undo={has('undo') ? { until: Date.now() + 60_000, act: async () => ({ ok: false, trouble: 'offline' }) } : null}
        />
      );
    case 'unfit':
      return (
        <Unfit
          why={has('insecure') ? 'insecure' : has('tooOld') ? 'tooOld' : 'inApp'}
          address={`https://room.example.org${seatAddress('4f1c0a9be2d7735a61')}`}
          goOn={has('insecure') ? null : nothing}
        />
      );
    case 'links':
      return (
        <LeaderLinks
          groupName="Tuesday group"
          links={links()}
          renew={async () => true}
          nameGuest={async () => (has('full') ? 'circle-full' : 'named')}
          backAddress="#"
        />
      );
    case 'check':
      return (
        <Check
          measured={galleryMeasured(has)}
          devices={galleryDevices(has)}
          deviceActs={noDeviceActs}
          playSound={nothing}
          heardSound={nothing}
          again={nothing}
          backAddress={has('seatless') ? null : '?screen=doorstep'}
        />
      );
    case 'noCookies':
      return <NoCookies />;
    case 'away':
      return <NotSignedIn why={has('signed-out') ? 'signed-out' : 'not-signed-in'} />;
    default:
      return <Trouble why={([...choice.circumstances][0] ?? 'replaced') as TroubleProps['why']} act={nothing} />;
  }
}

function links() {
  return names.slice(0, 9).map((name, i) => ({
    ref: name,
    name,
    isGuest: i === 8,
    role: i === 0 ? ('leader' as const) : i === 7 ? ('coLeader' as const) : ('member' as const),
    address: `https://room.example.org/in/${name.toLowerCase()}-f3k9-2mx7-q8wd-77`,
  }));
}
