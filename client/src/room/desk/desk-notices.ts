// What the desk tells the leader now, most urgent first, each with the one act that answers it. Pure.
import type { LeaderCommand } from '../../../../shared/ritual/commands.ts';
import { goOnAfterMs } from '../../../../shared/ritual/decide-leading.ts';
import type { Desk } from '../../../../shared/ritual/view.ts';
import type { Words } from '../../words/en.ts';
import { isolated } from '../isolated.ts';

export interface DeskNotice {
  readonly key: string;
  readonly text: string;
  readonly more?: string;
  /** The presenter's signal may gently insist; nothing else does. */
  readonly insists: boolean;
  /** Shown for a moment only. */
  readonly passes?: true;
  /** The answer may be a note to the presenter outside the circle. */
  readonly mayAnswer?: true;
  readonly act: { readonly label: string; readonly command: LeaderCommand } | null;
}

export function deskNotices(
  desk: Desk,
  presenterId: string | null,
  nameOf: (id: string) => string,
  now: number,
  words: Words['desk'],
): DeskNotice[] {
  const notices: DeskNotice[] = [];
  const presenter = presenterId ? nameOf(presenterId) : words.acts.presenter;
  if (desk.signal && !desk.signal.acknowledged) {
    notices.push({
      key: 'signal',
      text: words.signal(presenter),
      insists: true,
      mayAnswer: true,
      act: { label: words.seen(presenter), command: { type: 'acknowledgeSignal' } },
    });
  }
  for (const { personId, name } of desk.knocks) {
    notices.push({
      key: `knock ${personId}`,
      text: words.knocks(name),
      insists: false,
      act: { label: words.admit, command: { type: 'admit', personId } },
    });
  }
  for (const personId of desk.closed ?? []) {
    notices.push({
      key: `closed ${personId}`,
      text: words.closed(nameOf(personId)),
      more: words.closedMore,
      insists: false,
      act: { label: words.release(nameOf(personId)), command: { type: 'release', personId } },
    });
  }
  notices.push(...handNotices(desk, nameOf, words));
  for (const { personId, since, goneOnWithout } of desk.lost) {
    if (goneOnWithout) continue;
    const mayGoOn = now - since >= goOnAfterMs;
    notices.push({
      key: `lost ${personId}`,
      text: words.lost(nameOf(personId)),
      insists: false,
      act: mayGoOn ? { label: words.goOn(nameOf(personId)), command: { type: 'goOnWithout', personId } } : null,
    });
  }
  if (desk.presenterAway) notices.push({ key: 'away', text: words.presenterAway(presenter), insists: false, act: null });
  else if (desk.presenterInvited)
    notices.push({ key: 'invited', text: words.invited(presenter), more: words.invitedMore, insists: false, act: null });
  if (desk.signal?.acknowledged)
    notices.push({
      key: `seen ${desk.signal.raisedAt}`,
      text: words.signalSeen(presenter),
      insists: false,
      passes: true,
      mayAnswer: true,
      act: null,
    });
  return notices;
}

/** R7.6: who takes the time from now on, told to all who lead for a moment; the clock goes on saying it. */
export function timeNotices(
  { timeKeeper }: Desk,
  me: string,
  nameOf: (id: string) => string,
  words: Words['desk'],
): readonly DeskNotice[] {
  if (!timeKeeper) return [];
  const text = timeInWords(timeKeeper.personId, me, nameOf, words);
  return [{ key: `time ${timeKeeper.since}`, text, insists: false, passes: true, act: null }];
}

export function timeInWords(keeper: string, me: string, nameOf: (id: string) => string, words: Words['desk']): string {
  return keeper === me ? words.timeIsMine : words.timeIsOf(nameOf(keeper));
}

/** R4.5: whoever is next of those who are here comes first, with the others in their order beneath. */
function handNotices({ hands }: Desk, nameOf: (id: string) => string, words: Words['desk']): DeskNotice[] {
  if (!hands) return [];
  const first = hands.order.filter((id) => id === hands.next);
  return [...first, ...hands.order.filter((id) => id !== hands.next)].map((personId) => {
    const name = nameOf(personId);
    const later = personId === hands.next ? hands.order.filter((id) => id !== personId).map((id) => isolated(nameOf(id))) : [];
    return {
      key: `hand ${personId}`,
      text: personId === hands.next ? words.handNext(name) : words.hand(name),
      ...(later.length > 0 && { more: words.handsAfter(later.join(', ')) }),
      insists: false,
      act: { label: words.lowerHand(name), command: { type: 'lowerHandOf', personId } },
    };
  });
}
