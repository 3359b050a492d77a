// Room views for tests, with the few fields that matter set by name.
import type { Rights } from '../../../shared/ritual/rights.ts';
import type { Chair, Me, RoomView } from '../../../shared/ritual/view.ts';

const open: Rights = { mayHear: true, mayBeHeard: true, mayBeSeen: true };

export function chair(personId: string, may: Partial<Pick<Chair, 'mayBeHeard' | 'mayBeSeen' | 'state'>> = {}): Chair {
  return { personId, name: personId, role: 'member', state: 'present', mayBeHeard: true, mayBeSeen: true, ...may };
}

export function roomView(version: number, change: Partial<Omit<RoomView, 'me'>> & { me?: Partial<Me> } = {}): RoomView {
  const me: Me = {
    personId: 'dee',
    role: 'member',
    leads: false,
    rights: open,
    held: false,
    case: 'none',
    signal: 'none',
    ...change.me,
  };
  return {
    kind: 'room',
    version,
    serverNow: Date.now(),
    groupName: 'Tuesday group',
    phase: 'presentation',
    pushBack: 'atTheEdge',
    pausedAt: null,
    leaderlessSince: null,
    chairs: [chair('ann'), chair('ben'), chair('dee')],
    presenterId: 'ben',
    ...change,
    me,
  };
}
