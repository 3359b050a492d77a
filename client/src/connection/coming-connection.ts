// The connection to the room, whose code is loaded while the doorstep is already shown: whatever is asked of it before waits until it is there.
import type { MediaDoor, Note, Reply } from '../../../shared/protocol/messages.ts';
import type { WireCommand } from '../../../shared/ritual/commands.ts';
import type { PersonId } from '../../../shared/ritual/state.ts';
import type { Answer } from '../model/answer.ts';
import { pause } from '../model/pause.ts';
import type { RoomPort } from '../model/room-port.ts';
import { Store } from '../model/store.ts';
import { beforeFirst, type ConnectionState } from './connection-state.ts';
import type { ConnectionOptions, RoomConnection } from './room-connection.ts';
import { obstacleNow } from './who-answers.ts';

const tryAgainAfterMs = 2000;

type Fetch = () => Promise<typeof RoomConnection>;

export class ComingConnection implements Pick<RoomConnection, keyof RoomConnection>, RoomPort {
  readonly #store = new Store<ConnectionState>(beforeFirst);
  readonly #come: Promise<RoomConnection>;
  #isClosed = false;

  readonly subscribe = this.#store.subscribe;
  readonly snapshot = this.#store.snapshot;

  constructor(
    options: () => Promise<ConnectionOptions>,
    fetch: Fetch = async () => (await import('./room-connection.ts')).RoomConnection,
  ) {
    this.#come = this.#fetch(options, fetch);
  }

  open(tripMs?: number): void {
    this.#isClosed = false;
    void this.#come.then((connection) => !this.#isClosed && connection.open(tripMs));
  }

  close(): void {
    this.#isClosed = true;
    void this.#come.then((connection) => connection.close());
  }

  takeBack(): void {
    void this.#come.then((connection) => connection.takeBack());
  }

  readonly perform = async (command: WireCommand): Promise<Answer> => (await this.#come).perform(command);

  async enter(replace: boolean): Promise<Answer> {
    return (await this.#come).enter(replace);
  }

  async leave(): Promise<Answer> {
    return (await this.#come).leave();
  }

  async whisper(to: Note['to'], text: string): Promise<Answer> {
    return (await this.#come).whisper(to, text);
  }

  async mediaDoor(): Promise<MediaDoor | null> {
    return (await this.#come).mediaDoor();
  }

  async soundFrom(personId: PersonId): Promise<Reply> {
    return (await this.#come).soundFrom(personId);
  }

  /** `options` says once who this is, and is asked again only after it has failed. */
  async #fetch(options: () => Promise<ConnectionOptions>, fetch: Fetch): Promise<RoomConnection> {
    let known: Promise<ConnectionOptions> | null = null;
    const forget = (error: unknown) => {
      known = null;
      throw error;
    };
    for (;;) {
      try {
        known ??= options().catch(forget);
        const [is, Connection] = await Promise.all([known, fetch()]);
        return new Connection(is, this.#store);
      } catch {
        const obstacle = await obstacleNow();
        this.#store.set({ ...this.snapshot(), isReachable: false, obstacle });
        await pause(tryAgainAfterMs);
        // Where a file that once did not come counts as missing (see fetched.ts).
        if (obstacle === null) location.reload();
      }
    }
  }
}
