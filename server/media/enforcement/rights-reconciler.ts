// Holds one person in the media server to their rights: one call at a time, the newest rights win, and it tries until they are
// confirmed or the person is gone. Knows no phase and no other person.
import { type Rights, sameRights } from '../../../shared/ritual/rights.ts';
import type { PersonId } from '../../../shared/ritual/state.ts';
import type { Clock } from '../../ports/clock.ts';
import { Fault } from '../../ports/fault.ts';
import type { MediaConnections, MediaGateway } from '../../ports/media.ts';
import type { RoomId } from '../../ports/rooms.ts';
import { onBehalfOfNobody } from '../../process/whose-fault.ts';
import { isHeldTo, isMislabelled, isTrue, withholds } from './media-truth.ts';

/**
 * - `confirmed`: the media server enforces the rights, and nothing forbidden is published
 * - `absent`: the person has no connection and is not in the media server's room
 * - `missing`: they have a connection, but the media server does not have them
 * - `unconfirmed`: two seconds were not enough; it goes on trying
 */
export type ReconcileOutcome = 'confirmed' | 'absent' | 'missing' | 'unconfirmed';

export interface ReconcilerPorts {
  readonly gateway: MediaGateway;
  readonly connections: MediaConnections;
  readonly clock: Clock;
  readonly room: RoomId;
  readonly personId: PersonId;
  /** As far as they are known here. */
  readonly rights: () => Rights;
  /** Brings what is known here up to date with the log. Rejects when the log cannot be read. */
  readonly refresh: () => Promise<void>;
  /** R4.6: sound was published under another label. */
  readonly onLie: () => void;
  /** Called with the outcome of each attempt that has one. */
  readonly onOutcome: (outcome: 'confirmed' | 'absent' | 'unconfirmed', rights: Rights) => void;
}

const firstWait = 50;
const longestWait = 1000;
/** Rights that are not confirmed by then cost the connection. */
const patience = 2000;
const missesBeforeMissing = 2;

export class RightsReconciler {
  readonly #ports: ReconcilerPorts;
  #round = 0;
  #isRunning = false;
  #isStopped = false;
  #misses = 0;
  #stubborn = 0;
  #waiters: ((outcome: ReconcileOutcome) => void)[] = [];
  #wake = () => {};

  constructor(ports: ReconcilerPorts) {
    this.#ports = ports;
  }

  get isBusy(): boolean {
    return this.#isRunning;
  }

  /** Applies the present rights at once, even if they were confirmed before. Answers with the outcome, within two seconds. */
  kick(): Promise<ReconcileOutcome> {
    this.#round++;
    const outcome = new Promise<ReconcileOutcome>((resolve) => this.#waiters.push(resolve));
    this.#wake();
    if (!this.#isRunning) void onBehalfOfNobody(() => this.#run());
    return outcome;
  }

  stop(): void {
    this.#isStopped = true;
    this.#wake();
    this.#answer('unconfirmed');
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    let round = 0;
    let since = 0;
    let wait = firstWait;
    while (!this.#isStopped) {
      if (round !== this.#round) {
        round = this.#round;
        since = this.#ports.clock.now();
        wait = firstWait;
        this.#misses = this.#stubborn = 0;
      }
      await this.#ports.refresh().catch(() => {}); // If the log fails, go on with what is known: a silence holds without it, too.
      const rights = this.#ports.rights();
      const tried = await this.#try(rights);
      if (round !== this.#round || this.#isStopped) continue;
      const outcome = tried === 'confirmed' || tried === 'absent' ? await this.#unlessChanged(rights, tried) : tried;
      if (outcome === 'changed' || round !== this.#round || this.#isStopped) continue;
      if (outcome === 'confirmed' || outcome === 'absent') {
        this.#isRunning = false;
        this.#ports.onOutcome(outcome, rights);
        return this.#answer(outcome);
      }
      if (outcome === 'missing') this.#answer('missing');
      if (this.#ports.clock.now() - since >= patience) await this.#giveUpOnConnection(rights, outcome === 'unsure');
      if (round === this.#round) await this.#pause(wait);
      wait = Math.min(wait * 2, longestWait);
    }
    this.#isRunning = false;
  }

  async #try(rights: Rights): Promise<ReconcileOutcome | 'no'> {
    const { gateway, connections, room, personId } = this.#ports;
    try {
      if (!rights.mayHear) {
        connections.cut(room, personId);
        await gateway.remove(room, personId);
        return await this.#look();
      }
      const presence = await gateway.applyRights(room, personId, rights);
      this.#misses = 0;
      if (isTrue(presence, rights)) return 'confirmed';
      // The rights are applied, and still something forbidden is published: try once more, then throw them out.
      if (!isHeldTo(presence, rights) || ++this.#stubborn < 2) return 'no';
      if (isMislabelled(presence)) this.#ports.onLie();
      await this.#throwOut();
      return 'no';
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== 'media-not-found') return 'no';
      return await this.#look().catch(() => 'no' as const);
    }
  }

  /** An answer counts only if the log allowed the same before and after: then no other server's earlier call can have come last. */
  async #unlessChanged<T>(rights: Rights, outcome: T): Promise<T | 'changed' | 'unsure'> {
    try {
      await this.#ports.refresh();
    } catch {
      return 'unsure';
    }
    return sameRights(rights, this.#ports.rights()) ? outcome : 'changed';
  }

  /** "Not found" does not prove absence: we ask the live list, and our own connections. */
  async #look(): Promise<ReconcileOutcome | 'no'> {
    const { gateway, connections, room, personId } = this.#ports;
    const present = await gateway.presences(room);
    if (present.some(({ identity }) => identity === personId)) {
      this.#misses = 0;
      return 'no';
    }
    if (!(await connections.isOpen(room, personId))) return 'absent';
    return ++this.#misses >= missesBeforeMissing ? 'missing' : 'no';
  }

  async #giveUpOnConnection(rights: Rights, isHeld: boolean): Promise<void> {
    this.#ports.onOutcome('unconfirmed', rights);
    this.#answer('unconfirmed');
    if (withholds(rights) && !isHeld) await this.#throwOut();
  }

  /** They can only come back through a join, and a join is decided from the present state. */
  async #throwOut(): Promise<void> {
    const { gateway, connections, room, personId } = this.#ports;
    connections.cut(room, personId);
    await gateway.remove(room, personId).catch(() => {});
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#ports.clock.after(ms, resolve);
      this.#wake = () => {
        cancel();
        resolve();
      };
    });
  }

  #answer(outcome: ReconcileOutcome): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiters) waiter(outcome);
  }
}
