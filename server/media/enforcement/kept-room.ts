// Holds one live room to its rights: a reconciler for each person, a look around every second, and a report of what that look says about
// each silence. Does not rely on the order or the truth of notices: they only make it look.
import { seatOf } from '../../../shared/ritual/people.ts';
import { type Rights, rightsOf, sameRights } from '../../../shared/ritual/rights.ts';
import type { PersonId, RoomState } from '../../../shared/ritual/state.ts';
import type { MediaPresence } from '../../ports/media.ts';
import type { LiveRoom } from '../../rooms/live-rooms.ts';
import type { RightsKeeperPorts } from './keeper-ports.ts';
import { Lookout } from './lookout.ts';
import { isShadow, isTrue } from './media-truth.ts';
import { type ReconcileOutcome, RightsReconciler } from './rights-reconciler.ts';
import { silentPerson, unconfirmedSilences } from './silence-report.ts';
import { SoundReports } from './sound-reports.ts';

/** R3.7: how long an answer is trusted. The next look begins a second later, its calls time out after two, and a busy machine may be late. */
const answerHolds = 3500;
const doubtAgainMs = 1000;

export class KeptRoom {
  readonly #ports: RightsKeeperPorts;
  readonly #room: string;
  readonly #onOver: () => void;
  readonly #reconcilers = new Map<PersonId, RightsReconciler>();
  readonly #reports = new SoundReports();
  readonly #lookout: Lookout;
  #live: LiveRoom;
  /** Grows with every state: an answer to a question asked before the last change says nothing about the state after it. */
  #changes = 0;
  #cancelDoubt = () => {};

  constructor(ports: RightsKeeperPorts, room: string, live: LiveRoom, onOver: () => void) {
    this.#ports = ports;
    this.#room = room;
    this.#live = live;
    this.#onOver = onOver;
    this.#lookout = new Lookout({
      clock: ports.clock,
      look: () => this.#lookAround(),
      mayLook: () => ports.isOurs(room),
      looked: (ms) => ports.meters?.lookedAtMedia(ms / 1000),
    });
  }

  /** Milliseconds since the last look that was answered; null for a room that another server looks after. */
  get sinceLook(): number | null {
    return this.#ports.isOurs(this.#room) ? this.#lookout.ageMs : null;
  }

  /** Takes note of a change that another server acts on. */
  see(live: LiveRoom): void {
    if (live.version <= this.#live.version) return;
    this.#live = live;
    this.#changes++;
    this.#ports.connections.holdTo(this.#room, live.state);
  }

  /** Without a `before` the room is ours from now on. Those who lose rights go first and all at once; those who gain wait for them. */
  async take(before: RoomState | null, live: LiveRoom): Promise<void> {
    this.see(live);
    const after = live.state;
    if (!before) this.#trustFor(answerHolds);
    // Only at the start: later, an unconfirmed silence is no reason to reconcile. Without an answer that would cut the connection of someone who
    // is silent.
    const losers = new Set(before ? [] : unconfirmedSilences(after).filter((id) => !this.#reconcilers.get(id)?.isBusy));
    const gainers = new Set<PersonId>();
    for (const { personId } of after.seats) {
      const now = rightsOf(after, personId);
      const then = before ? rightsOf(before, personId) : now;
      if (!sameRights(now, then)) (losesSomething(then, now) ? losers : gainers).add(personId);
    }
    await Promise.all([...losers].map((id) => this.#reconciler(id).kick()));
    await Promise.all([...gainers].map((id) => this.#reconciler(id).kick()));
  }

  /** For a join in progress: applies the newest rights and says whether they hold. */
  async settle(personId: PersonId): Promise<ReconcileOutcome> {
    return this.#reconciler(personId).kick();
  }

  async lied(personId: PersonId): Promise<void> {
    this.#ports.connections.cut(this.#room, personId);
    await this.#ports.gateway.remove(this.#room, personId).catch(() => {});
    await this.look();
  }

  /** R3.7: a listener's page receives what it should not. That costs the confirmation and is a reason to act, but never proof against anyone. */
  soundFrom(personId: PersonId): void {
    const { clock, onSilence } = this.#ports;
    if (!seatOf(this.#live.state, personId) || rightsOf(this.#live.state, personId).mayBeHeard) return;
    if (!this.#reports.take(personId, clock.now())) return;
    const person = silentPerson(this.#live.state, personId);
    // Reported even when the room's state says unconfirmed: an earlier confirmation may still be on its way there.
    if (person) onSilence(this.#room, personId, person.silenceNumber, 'doubted');
    const reconciler = this.#reconciler(personId);
    if (!reconciler.isBusy) void reconciler.kick(); // A reconciler at work keeps its deadline: repeated reports must not extend it.
  }

  /** Looks now, if this room is ours. Never rejects. */
  look(): Promise<void> {
    return this.#lookout.now();
  }

  lookAnew(): Promise<void> {
    return this.#lookout.anew();
  }

  stop(): void {
    this.#lookout.stop();
    this.#cancelDoubt();
    for (const reconciler of this.#reconcilers.values()) reconciler.stop();
  }

  async #lookAround(): Promise<void> {
    const { gateway, connections } = this.#ports;
    if (this.#live.state.scene.phase === 'ended') return this.#clear();
    const asked = this.#changes;
    const present = await gateway.presences(this.#room);
    if (this.#lookout.isStopped) return;
    this.#trustFor(answerHolds);
    await Promise.all(present.map((presence) => this.#judge(presence, asked)));
    const listed = new Set(present.map(({ identity }) => identity));
    for (const id of unconfirmedSilences(this.#live.state)) {
      if (listed.has(id) || this.#reconcilers.get(id)?.isBusy || (await connections.isOpen(this.#room, id))) continue;
      if (asked === this.#changes && !this.#reconcilers.get(id)?.isBusy) this.#report(id, 'confirmed');
    }
  }

  async #judge(presence: MediaPresence, asked: number): Promise<void> {
    const { gateway, log } = this.#ports;
    const { identity } = presence;
    const rights = rightsOf(this.#live.state, identity);
    if (isShadow(identity)) {
      log.warn({ room: this.#room }, 'a shadow participant was in the media room and was removed');
      return gateway.remove(this.#room, identity);
    }
    const reconciler = this.#reconciler(identity);
    if (asked !== this.#changes || reconciler.isBusy) return;
    if (rights.mayHear && isTrue(presence, rights)) return this.#report(identity, 'confirmed');
    this.#report(identity, 'doubted');
    void reconciler.kick();
  }

  /** R3.7: if no further answer comes in time, no silence counts as confirmed until one does. Nobody is removed for that. */
  #trustFor(ms: number): void {
    this.#cancelDoubt();
    this.#cancelDoubt = this.#ports.clock.after(ms, () => {
      if (!this.#ports.isOurs(this.#room)) return;
      for (const { personId } of this.#live.state.seats) this.#report(personId, 'doubted');
      this.#trustFor(doubtAgainMs);
    });
  }

  /** Nobody is left to hold: the media room is closed, and we stop looking after it. */
  async #clear(): Promise<void> {
    const { gateway } = this.#ports;
    await gateway.closeRoom(this.#room);
    const present = await gateway.presences(this.#room);
    // An undo may have brought the room back meanwhile (R1.5).
    if (present.length > 0 || this.#live.state.scene.phase !== 'ended') return;
    this.stop();
    this.#onOver();
  }

  #reconciler(personId: PersonId): RightsReconciler {
    const known = this.#reconcilers.get(personId);
    if (known) return known;
    const { gateway, connections, clock } = this.#ports;
    const reconciler = new RightsReconciler({
      gateway,
      connections,
      clock,
      room: this.#room,
      personId,
      rights: () => rightsOf(this.#live.state, personId),
      refresh: async () => {
        const newest = await this.#ports.roomState(this.#room);
        if (newest) this.see(newest);
      },
      onLie: () => this.#ports.onLie(this.#room, personId),
      onOutcome: (outcome, rights) => {
        if (!sameRights(rights, rightsOf(this.#live.state, personId))) return;
        this.#report(personId, outcome === 'unconfirmed' ? 'doubted' : 'confirmed');
      },
    });
    this.#reconcilers.set(personId, reconciler);
    return reconciler;
  }

  /** Repeated at every look until the room's state says the same. */
  #report(personId: PersonId, verdict: 'confirmed' | 'doubted'): void {
    const person = silentPerson(this.#live.state, personId);
    if (!person || (person.silentSince === null) !== (verdict === 'confirmed')) return;
    if (verdict === 'confirmed' && !this.#reports.isQuiet(personId, this.#ports.clock.now())) return; // A later look reports it.
    this.#ports.onSilence(this.#room, personId, person.silenceNumber, verdict);
  }
}

function losesSomething(then: Rights, now: Rights): boolean {
  return (then.mayHear && !now.mayHear) || (then.mayBeHeard && !now.mayBeHeard) || (then.mayBeSeen && !now.mayBeSeen);
}
