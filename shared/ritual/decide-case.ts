// A member's part in a case: offering it, accepting, signalling while stepped back, coming in again (R2.2, R3.4, R3.5).
import type { PersonCommand } from './commands.ts';
import { decideConvening } from './decide-substitute.ts';
import type { Decision } from './decision.ts';
import { isIn, isPresenter, isSteppedBack, sitsInCircle, wouldLeaveNobodyLeading } from './people.ts';
import type { PersonId, RoomState } from './state.ts';

type CaseCommand = Exclude<PersonCommand, { type: 'enter' | 'leave' | 'tellMicrophone' | 'raiseHand' | 'lowerHand' }>;

export function decideCase(state: RoomState, command: CaseCommand, id: PersonId, at: number): Decision {
  if (!isIn(state, id)) return 'not-in-the-room';
  if (!sitsInCircle(state, id)) return 'observers-only-listen';
  const { phase, offers, chosen, signal, presenter } = state.scene;
  switch (command.type) {
    case 'offerCase':
      if (phase !== 'caseCall') return 'not-now';
      return offers.includes(id) ? 'already-offered' : [{ type: 'caseOffered', at, personId: id }];
    case 'withdrawOffer':
      return offers.includes(id) ? [{ type: 'offerWithdrawn', at, personId: id }] : 'no-offer';
    case 'acceptCase':
      if (chosen?.personId !== id) return 'not-asked';
      if (chosen.accepted) return 'already-so';
      if (wouldLeaveNobodyLeading(state, id)) return 'nobody-else-leads';
      return [{ type: 'caseAccepted', at, personId: id }];
    case 'declineCase':
      return chosen?.personId === id ? [{ type: 'choiceDropped', at }] : 'not-asked';
    case 'signalLeaders':
      if (!isSteppedBack(state, id)) return 'not-now';
      return signal !== null && signal.acknowledgedAt === null ? 'already-so' : [{ type: 'signalRaised', at }];
    case 'withdrawSignal':
      if (!isSteppedBack(state, id)) return 'not-now';
      return signal === null ? 'already-so' : [{ type: 'signalWithdrawn', at }];
    case 'convene':
      return decideConvening(state, id, at);
    case 'comeIn':
      if (!isPresenter(state, id)) return 'not-the-presenter';
      return presenter?.place === 'invited' ? [{ type: 'presenterCameIn', at }] : 'not-now';
  }
}
