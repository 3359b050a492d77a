// Tells everybody here whether sound and picture are available at all. That they are back is told once every room has been looked at.
import type { MediaState } from '../../shared/protocol/messages.ts';
import type { Connections } from './connections.ts';

export class MediaNews {
  readonly #connections: Connections;
  readonly #media: { lookAtAll(): Promise<void> } | null;
  #state: MediaState;
  #changes = 0;

  constructor(connections: Connections, media: { lookAtAll(): Promise<void> } | null) {
    this.#connections = connections;
    this.#media = media;
    this.#state = media ? 'down' : 'none';
  }

  get state(): MediaState {
    return this.#state;
  }

  async changed(isUp: boolean): Promise<void> {
    if (!this.#media) return;
    const change = ++this.#changes;
    if (isUp) await this.#media.lookAtAll();
    if (change !== this.#changes) return;
    this.#state = isUp ? 'up' : 'down';
    for (const connection of this.#connections.all()) connection.sendMedia(this.#state);
  }
}
