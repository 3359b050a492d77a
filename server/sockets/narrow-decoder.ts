// Checks what arrives on a socket, in the one form that our pages use, before the library parses it. Anything else costs the connection,
// binary data and replies to questions never asked included.
import { Decoder } from 'socket.io-parser';

/** A greeting, a message with or without a number for its reply, or a farewell, addressed to the room or to the check page. */
const shape = /^(?:0(?:\/check,)?\{|2(?:\/check,)?\d{0,10}\["[A-Za-z]{1,32}"[,\]]|1(?:\/check,)?$)/;

/** A class, as the library wants one; each connection gets an instance. `refused` is called for each connection that has to go. */
export function narrowDecoder(refused: (why: string) => void): typeof Decoder {
  return class extends Decoder {
    #hasGreeted = false;

    override add(packet: unknown): void {
      try {
        if (typeof packet !== 'string' || !shape.test(packet)) throw new Error('not a message of ours');
        // Each greeting costs a query of the records, so a connection has only one.
        if (packet.startsWith('0') && this.#hasGreeted) throw new Error('a second greeting');
        this.#hasGreeted ||= packet.startsWith('0');
        super.add(packet);
      } catch (cause) {
        refused(cause instanceof Error ? cause.message : 'not a message');
        throw cause; // the library then closes the connection
      }
    }
  };
}
