// What chambers in Germany ask of a Balint group: double hours of ninety minutes, a closed list, one leader, the first and the last meeting in the
// room. A certificate says each, or that it does not hold.
import type { HeldMeeting } from './held-meeting.ts';

const doubleHour = 90;

export interface DoubleHours {
  readonly inRoom: number;
  readonly onScreen: number;
  readonly isClosedList: boolean;
  readonly hasSameLeader: boolean;
  readonly isFirstInRoom: boolean;
  readonly isLastInRoom: boolean;
}

/** `held`: what the group held in the period, oldest first. */
export function doubleHoursOf(personId: string, held: readonly HeldMeeting[], isClosedList: boolean): DoubleHours {
  const own = (meeting: HeldMeeting | undefined) =>
    meeting?.present.find((one) => one.personId === personId && one.as !== 'observer');
  const whole = held.map((meeting) => own(meeting)).filter((one) => one !== undefined);
  const inRoom = whole.filter(({ place }) => place === 'room').map(({ minutes }) => Math.floor(minutes / doubleHour));
  // On screen a meeting is one double hour at most, however long it was.
  const onScreen = whole
    .filter(({ place }) => place === 'screen')
    .map(({ minutes }) => Math.min(1, Math.floor(minutes / doubleHour)));
  return {
    inRoom: sum(inRoom),
    onScreen: sum(onScreen),
    isClosedList,
    hasSameLeader: hasSameLeader(held),
    isFirstInRoom: own(held[0])?.place === 'room',
    isLastInRoom: own(held.at(-1))?.place === 'room',
  };
}

function hasSameLeader(held: readonly HeldMeeting[]): boolean {
  const led = held.map(({ present }) => present.filter(({ as }) => as === 'leader').map(({ personId }) => personId));
  return (led[0] ?? []).some((leader) => led.every((leaders) => leaders.includes(leader)));
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
