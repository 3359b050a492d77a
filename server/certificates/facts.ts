// What a certificate says, kept as it was when it was made: from it the same paper comes again. Not one word about cases or presenters (R9.2).
import type { CertificateLayout } from '../../shared/protocol/program/certificates.ts';
import { type DoubleHours, doubleHoursOf } from './double-hours.ts';
import type { HeldMeeting } from './held-meeting.ts';

export interface CertifiedMeeting {
  /** In the group's zone, such as `2027-03-02`. */
  readonly day: string;
  /** Counted for credit, with the newest correction. */
  readonly minutes: number;
  readonly place: 'room' | 'screen';
  readonly as: 'leader' | 'member';
}

export interface Totals {
  readonly meetings: number;
  readonly minutes: number;
  readonly inRoom: number;
  readonly onScreen: number;
}

export interface CertificateFacts {
  readonly version: 1;
  readonly layout: CertificateLayout;
  /** Within the program, such as `2027-0012`. */
  readonly number: string;
  readonly name: string;
  readonly program: string;
  readonly group: string;
  readonly from: string;
  readonly to: string;
  /** How many meetings the group held in this time. */
  readonly held: number;
  readonly meetings: readonly CertifiedMeeting[];
  readonly leaders: readonly { readonly name: string; readonly credential: string | null }[];
  readonly doubleHours: DoubleHours | null;
  /** Seconds since 1970. */
  readonly madeAt: number;
  readonly madeOn: string;
  /** The page where anybody can check it. */
  readonly checkAt: string;
}

/** Those of somebody who was there as a leader or member for at least a minute; whoever observed has a log, not a certificate. */
export function meetingsOf(personId: string, held: readonly HeldMeeting[]): readonly CertifiedMeeting[] {
  return held.flatMap(({ day, present }) => {
    const own = present.find((one) => one.personId === personId);
    if (own === undefined || own.as === 'observer' || own.minutes === 0) return [];
    const { minutes, place, as } = own;
    return [{ day, minutes, place, as }];
  });
}

export function totalsOf(meetings: readonly CertifiedMeeting[]): Totals {
  const sum = (some: readonly CertifiedMeeting[]) => some.reduce((total, { minutes }) => total + minutes, 0);
  return {
    meetings: meetings.length,
    minutes: sum(meetings),
    inRoom: sum(meetings.filter(({ place }) => place === 'room')),
    onScreen: sum(meetings.filter(({ place }) => place === 'screen')),
  };
}

export interface WholePeriod {
  readonly held: readonly HeldMeeting[];
  /** Nobody new came to the circle between the first and the last meeting, nobody left it, and nobody came for one meeting. */
  readonly isClosed: boolean;
}

/** What only some layouts say. */
export function doubleHoursFor(layout: CertificateLayout, personId: string, { held, isClosed }: WholePeriod): DoubleHours | null {
  return layout === 'german' ? doubleHoursOf(personId, held, isClosed) : null;
}
