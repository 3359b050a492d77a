// Private lines within one process.
import type { HeardWhisper } from '../../shared/protocol/messages.ts';
import type { RoomId, WhisperLine } from '../ports.ts';

export class LocalWhisperLine implements WhisperLine {
  readonly #calls = new Set<(room: RoomId, whisper: HeardWhisper) => void>();

  async send(room: RoomId, whisper: HeardWhisper): Promise<void> {
    for (const call of this.#calls) call(room, whisper);
  }

  follow(call: (room: RoomId, whisper: HeardWhisper) => void): () => void {
    this.#calls.add(call);
    return () => this.#calls.delete(call);
  }
}
