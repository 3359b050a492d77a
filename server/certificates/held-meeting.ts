// A meeting that the group held, with everybody who was there.
export interface HeldMeeting {
  readonly id: string;
  readonly day: string;
  readonly startsAt: number;
  readonly present: readonly {
    readonly personId: string;
    readonly minutes: number;
    readonly place: 'room' | 'screen';
    readonly as: 'leader' | 'member' | 'observer';
  }[];
}
