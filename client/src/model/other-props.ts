// What the screens before, after and beside the room are given.

import type { ReactNode } from 'react';
import type { ContractToRead } from '../../../shared/protocol/doorstep.ts';
import type { ConnectionRefusal, Goodbye } from '../../../shared/protocol/messages.ts';
import type { Role } from '../../../shared/ritual/roles.ts';
import type { DoorstepView } from '../../../shared/ritual/view.ts';
import type { Answer } from './answer.ts';
import type { DeviceCheck, DeviceCheckActs } from './device-check-props.ts';
import type { Obstacle } from './obstacle.ts';

/** Milliseconds since 1970. */
export interface MeetingTime {
  readonly startsAt: number;
  readonly endsAt: number;
}

export interface DoorstepProps {
  readonly groupName: string;
  readonly myName: string;
  /** The meeting that is on or comes next; null when none is planned; undefined until its time can be said in the person's own zone. */
  readonly meeting: MeetingTime | null | undefined;
  /** R6.9: when the door opens for this person; null once it has. */
  readonly opensAt: number | null;
  readonly door: DoorstepView['door'];
  /** The group's contract while it is not yet accepted for this series, else null (R6.1). */
  readonly contract: ContractToRead | null;
  /** Resolves to whether it was stored. */
  readonly acceptContract: () => Promise<boolean>;
  readonly devices: DeviceCheck;
  readonly deviceActs: DeviceCheckActs;
  /** Performs `enter`; `replace` takes the seat over from another device (R6.5). */
  readonly enter: (replace: boolean) => Promise<Answer>;
  /** Stops knocking: performs `leave`. */
  readonly goAway: () => void;
  readonly connection: 'open' | 'lost';
  /** What blocks the connection, once it is known; also while the connection comes and goes. */
  readonly obstacle: Obstacle | null;
  /** The page that checks this device and its network. */
  readonly checkAddress: string;
}

export interface FarewellProps {
  readonly groupName: string;
  /** null when none is planned; undefined until that is known. */
  readonly nextMeeting: MeetingTime | null | undefined;
  /** Signing out was wanted, too, and could not be done. */
  readonly isStillSignedIn?: boolean;
  /** Back to the doorstep while this meeting is still on; null once it is over. */
  readonly comeBack: (() => void) | null;
  /** R1.5: a leader may undo the end; `until` is in this page's steady time. */
  readonly undo: { readonly until: number; readonly act: () => Promise<Answer> } | null;
}

export interface TroubleProps {
  readonly why: Exclude<Goodbye, 'over' | 'signed-out'> | Exclude<ConnectionRefusal, 'server-older' | 'not-signed-in'>;
  /** Takes the seat over, when `why` is `replaced`; loads the page again when it and the server misunderstand each other; else tries again. */
  readonly act: () => void;
  /** More about what is in the way. */
  readonly children?: ReactNode;
}

export interface PersonalLink {
  readonly ref: string;
  readonly name: string;
  readonly role: Role;
  /** Named for this meeting only (R6.1). */
  readonly isGuest: boolean;
  /** The whole address to hand to this person. */
  readonly address: string;
}

export type NamingOutcome = 'named' | 'malformed' | 'no-meeting' | 'circle-full' | 'failed';

export interface LeaderLinksProps {
  readonly groupName: string;
  readonly links: readonly PersonalLink[];
  /** Makes a new link and ends the old one; resolves to whether that worked, and `links` then has it. */
  readonly renew: (ref: string) => Promise<boolean>;
  /** Gives somebody a seat for this meeting; `links` then has their link. */
  readonly nameGuest: (name: string) => Promise<NamingOutcome>;
  readonly backAddress: string | null;
}
