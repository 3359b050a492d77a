// A socket whose program is fetched when it is first wanted: the doorstep stands before it comes. Besides check-line.ts the only file that knows socket.io.
import type { ManagerOptions, Socket, SocketOptions } from 'socket.io-client';
import type { ClientToServer, ServerToClient } from '../../../shared/protocol/messages.ts';

type Heard = Socket<ServerToClient, ClientToServer>;

export class ComingSocket {
  readonly #url: string | undefined;
  readonly #settings: Partial<ManagerOptions & SocketOptions>;
  readonly #listeners: ((socket: Heard) => void)[] = [];
  readonly #failed: () => void;
  #socket: Heard | null = null;
  #isWanted = false;

  /** `failed`: its program did not arrive; to connect again asks for it again. */
  constructor(url: string | undefined, settings: Partial<ManagerOptions & SocketOptions>, failed: () => void) {
    this.#url = url;
    this.#settings = { ...settings, autoConnect: false };
    this.#failed = failed;
  }

  get connected(): boolean {
    return this.#socket?.connected ?? false;
  }

  connect(): void {
    this.#isWanted = true;
    if (this.#socket) this.#socket.connect();
    else void this.#fetch();
  }

  disconnect(): void {
    this.#isWanted = false;
    this.#socket?.disconnect();
  }

  /** Before it is there nothing is listened to, and nothing missed. */
  readonly on = ((...listener: Parameters<Heard['on']>) => {
    const listen = (socket: Heard) => void socket.on(...listener);
    if (this.#socket) listen(this.#socket);
    else this.#listeners.push(listen);
  }) as unknown as Heard['on'];

  /** What is said before it is there is lost, as on any socket that is not connected. */
  readonly emit = ((...said: Parameters<Heard['emit']>) => {
    (this.#socket as { emit(...said: unknown[]): unknown } | null)?.emit(...said);
  }) as unknown as Heard['emit'];

  async #fetch(): Promise<void> {
    try {
      const { io } = await import('socket.io-client');
      if (this.#socket) return;
      const socket: Heard = this.#url === undefined ? io(this.#settings) : io(this.#url, this.#settings);
      this.#socket = socket;
      for (const listen of this.#listeners) listen(socket);
      if (this.#isWanted) socket.connect();
    } catch {
      if (this.#isWanted) this.#failed();
    }
  }
}
