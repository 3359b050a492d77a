// A browser's network of its own: page and room over one connection, sound and picture by datagrams over a second and by TCP over a third, each of
// which a test can break. All of it is loopback; the addresses that the two sides tell each other are changed on the way.
import { SignalRequest, SignalResponse } from '@livekit/protocol';
import type { Page } from '@playwright/test';
import { freeTcpPortEverywhere, freeUdpPort } from '../../server/media/livekit/own/free-ports.ts';
import { type CuttableConnection, cuttableConnection } from '../support/cuttable-connection.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { leadInward, leadOutward, withAddresses } from '../support/told-addresses.ts';
import { type UdpLink, udpLink } from '../support/udp-link.ts';

interface MediaPorts {
  readonly udp: number;
  readonly tcp: number;
}

export class OwnWay {
  /** Page, room and signalling. */
  readonly web: CuttableConnection;
  readonly datagrams: UdpLink;
  readonly tcp: CuttableConnection;

  private constructor(web: CuttableConnection, datagrams: UdpLink, tcp: CuttableConnection) {
    this.web = web;
    this.datagrams = datagrams;
    this.tcp = tcp;
  }

  static async open(app: { readonly url: string }, ports: MediaPorts): Promise<OwnWay> {
    const [web, datagrams, tcp] = [Number(new URL(app.url).port), ports.udp, ports.tcp] as const;
    return new OwnWay(await cuttableConnection(web), await udpLink(datagrams), await cuttableConnection(tcp));
  }

  /** The same address by way of this network. */
  to(link: string): string {
    const url = new URL(link);
    url.port = String(this.web.port);
    return url.href;
  }

  /** Before the page joins any media. */
  async lead(page: Page): Promise<void> {
    const inward = (text: string) => leadInward(text, (protocol) => (protocol === 'tcp' ? this.tcp.port : this.datagrams.port));
    await page.routeWebSocket(/\/media\//, (near) => {
      const far = near.connectToServer();
      near.onMessage((frame) =>
        far.send(Buffer.from(withAddresses(SignalRequest.fromBinary(frame as Buffer), leadOutward).toBinary())),
      );
      far.onMessage((frame) =>
        near.send(Buffer.from(withAddresses(SignalResponse.fromBinary(frame as Buffer), inward).toBinary())),
      );
    });
  }

  /** As when the cable is pulled: nobody is told. */
  mute(): void {
    for (const connection of [this.web, this.datagrams, this.tcp]) connection.mute();
  }

  pass(): void {
    for (const connection of [this.web, this.datagrams, this.tcp]) connection.pass();
  }

  async close(): Promise<void> {
    for (const connection of [this.web, this.datagrams, this.tcp]) await connection.close();
  }
}

/** A server as `npm start` starts it, with the two ports for sound and picture known, and a network that leads to it. */
export async function startAppWithWay(): Promise<{ app: TestApp; way: OwnWay }> {
  const ports = { udp: await freeUdpPort(), tcp: await freeTcpPortEverywhere() };
  const app = await startApp({ env: { MEDIA_UDP_PORT: String(ports.udp), MEDIA_TCP_PORT: String(ports.tcp) } });
  return { app, way: await OwnWay.open(app, ports) };
}
