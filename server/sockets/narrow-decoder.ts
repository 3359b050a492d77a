// What may be said on a socket, in the one form in which our pages say it: read here before the library reads it. All else, binary and
// answers to what was never asked included, costs the connection.
import { Decoder } from 'socket.io-parser';

/** A greeting, a message with or without a number for its answer, a farewell; to the room or to the check page's part. */
const shape = /^(?:0(?:\/check,)?\{|2(?:\/check,)?\d{0,10}\["[A-Za-z]{1,32}"[,\]]|1(?:\/check,)?$)/;

/** A class, as the library wants it; one is made for each connection. `refused` is told of each that has to go. */
export function narrowDecoder(refused: (why: string) => void): typeof Decoder {
  return class extends Decoder {
    #hasGreeted = false;

    override add(packet: unknown): void {
      try {
        if (typeof packet !== 'string' || !shape.test(packet)) throw new Error('not a message of ours');
        // Each greeting is looked up in the records: one for each connection.
        if (packet.startsWith('0') && this.#hasGreeted) throw new Error('a second greeting');
        this.#hasGreeted ||= packet.startsWith('0');
        super.add(packet);
      } catch (cause) {
        refused(cause instanceof Error ? cause.message : 'not a message');
        throw cause; // the library closes that connection
      }
    }
  };
}
