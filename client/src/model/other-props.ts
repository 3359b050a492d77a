// What the screens before, after and beside the room are given.

import type { ReactNode } from 'react';
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
  /** The meeting that is on or next, or null when none is planned; undefined while its time cannot be said in the person's own zone. */
  readonly meeting: MeetingTime | null | undefined;
  readonly door: DoorstepView['door'];
  /** The group's contract while it is not yet accepted for this series, else null (R6.1). */
  readonly contract: string | null;
  /** Answers whether it was kept. */
  readonly acceptContract: () => Promise<boolean>;
  readonly devices: DeviceCheck;
  readonly deviceActs: DeviceCheckActs;
  /** Performs `enter`; `replace` takes the seat over from another device (R6.5). */
  readonly enter: (replace: boolean) => Promise<Answer>;
  /** Stops knocking: performs `leave`. */
  readonly goAway: () => void;
  readonly connection: 'open' | 'lost';
  /** What keeps the connection away, once it is known; told also while it comes and goes. */
  readonly obstacle: Obstacle | null;
  /** The page that checks this device and its network. */
  readonly checkAddress: string;
}

export interface FarewellProps {
  readonly groupName: string;
  readonly nextMeeting: MeetingTime | null;
  /** Back to the doorstep while this meeting is still on; null once it is over. */
  readonly comeBack: (() => void) | null;
  /** R1.5: a leader may take the end back; `until` by this page's steady clock. */
  readonly undo: { readonly until: number; readonly act: () => void } | null;
}

export interface TroubleProps {
  readonly why: Goodbye | Exclude<ConnectionRefusal, 'server-older'> | 'no-cookies';
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
  /** Makes a new link and ends the old one; answers whether that worked, `links` then has it. */
  readonly renew: (ref: string) => Promise<boolean>;
  /** Gives somebody a seat for this meeting; `links` then has theirs. */
  readonly nameGuest: (name: string) => Promise<NamingOutcome>;
  readonly backAddress: string | null;
}
