// The network of one person's media: the signalling and the sound's datagrams go over separate network lines, which can be broken together, or
// only the sound's. The addresses that the two sides tell each other are changed on the way, so that no datagram takes another route.
import { type CuttableConnection, cuttableConnection } from '../support/cuttable-connection.ts';
import { type LyingRelay, startLyingRelay } from '../support/lying-relay.ts';
import { leadInward, leadOutward, withAddresses } from '../support/told-addresses.ts';
import { type UdpLink, udpLink } from '../support/udp-link.ts';

export class OwnNetwork {
  readonly signalling: CuttableConnection;
  /** By LiveKit's port. */
  readonly #sound: ReadonlyMap<number, UdpLink>;
  #relay: LyingRelay | null = null;

  private constructor(signalling: CuttableConnection, sound: ReadonlyMap<number, UdpLink>) {
    this.signalling = signalling;
    this.#sound = sound;
  }

  /** `balancer`: the port that people use; `udpPorts`: those of all media nodes. */
  static async open(balancer: number, udpPorts: readonly number[]): Promise<OwnNetwork> {
    const sound = await Promise.all(udpPorts.map(async (port) => [port, await udpLink(port)] as const));
    const network = new OwnNetwork(await cuttableConnection(balancer), new Map(sound));
    const inward = (text: string) => leadInward(text, (_, port) => network.#sound.get(port)?.port ?? null);
    network.#relay = await startLyingRelay(`ws://127.0.0.1:${network.signalling.port}`, {
      outward: (request) => withAddresses(request, leadOutward),
      back: (response) => withAddresses(response, inward),
    });
    return network;
  }

  get sound(): readonly UdpLink[] {
    return [...this.#sound.values()];
  }

  /** For a client's WebSocket, in place of the balancer. */
  get url(): string {
    if (!this.#relay) throw new Error('the network is not open');
    return this.#relay.url;
  }

  async close(): Promise<void> {
    await this.signalling.close();
    await this.#relay?.close();
    for (const line of this.sound) await line.close();
  }
}
