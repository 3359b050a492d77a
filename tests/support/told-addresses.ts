// Changes the addresses that a browser and the media server tell each other over the signalling connection, for a test's own networks.
import type { SignalRequest, SignalResponse } from '@livekit/protocol';

/** Nobody listens there. */
const nowhere = 9;
const candidate = /(candidate:\S+ \d (\w+) \d+ )\S+ (\d+)/gi;

/** Where a candidate of LiveKit leads instead; null: nowhere. */
export type Lead = (protocol: 'udp' | 'tcp', port: number) => number | null;

export function leadInward(text: string, lead: Lead): string {
  return text.replace(candidate, (_, head: string, protocol: string, port: string) => {
    const to = lead(protocol.toLowerCase() === 'tcp' ? 'tcp' : 'udp', Number(port));
    return `${head}127.0.0.1 ${to ?? nowhere}`;
  });
}

/** No datagram reaches the browser except by the route it used itself. */
export function leadOutward(text: string): string {
  return text.replace(candidate, `$1127.0.0.1 ${nowhere}`);
}

/** The message with each address in its candidates changed. */
export function withAddresses<T extends SignalRequest | SignalResponse>(said: T, change: (text: string) => string): T {
  const { message } = said;
  if (message.case === 'trickle') message.value.candidateInit = change(message.value.candidateInit);
  if (message.case === 'offer' || message.case === 'answer') message.value.sdp = change(message.value.sdp);
  return said;
}
