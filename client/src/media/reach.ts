// Tries one way to the media server with a real connection that carries nothing: only candidates of that way are used, on either side.
// Knows no room, no seat and no media library.
import type { Reach, RelayServer, Way } from '../../../shared/protocol/check.ts';
import { answerWithin } from '../connection/answer-within.ts';
import type { WayFound } from '../model/measured.ts';
import { isOfWay, portOf, sdpOfWay } from './candidates.ts';

export interface ReachChannel {
  reach(way: Way): Promise<Reach>;
  answer(way: Way, sdp: string): void;
  candidate(way: Way, candidate: RTCIceCandidateInit): void;
  letGo(way: Way): void;
  /** The media server's candidates; the returned function stops it. */
  onCandidate(way: Way, call: (candidate: RTCIceCandidateInit) => void): () => void;
}

/** An open way answers within a second or two; a relay over TLS may take longer. */
const patienceMs = 12_000;

export async function tryWay(way: Way, channel: ReachChannel): Promise<WayFound> {
  const early: RTCIceCandidateInit[] = [];
  let take = (candidate: RTCIceCandidateInit): void => void early.push(candidate);
  const stop = channel.onCandidate(way, (candidate) => take(candidate));
  const offer = await channel.reach(way);
  if (!offer.ok) {
    stop();
    return offer.why === 'not-signed-in' ? 'notSignedIn' : offer.why === 'none' ? 'none' : 'unavailable';
  }
  const relays = way === 'relay' ? offer.relays.filter(isRelay) : [];
  const ports = new Set<number>();
  if (way === 'relay') for (const port of relays.flatMap(portsOfRelay)) ports.add(port);
  const peer = new RTCPeerConnection({
    iceServers: relays.map((server) => ({ ...server, urls: [...server.urls] })),
    iceTransportPolicy: way === 'relay' ? 'relay' : 'all',
  });
  try {
    const connected = untilConnected(peer);
    peer.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate && isOfWay(way, candidate.candidate)) channel.candidate(way, candidate.toJSON());
    });
    const note = ({ candidate = '' }: RTCIceCandidateInit) => {
      if (way !== 'relay' && isOfWay(way, candidate)) ports.add(portOf(candidate));
      return way === 'relay' || isOfWay(way, candidate);
    };
    for (const candidate of offer.sdp.match(/^a=candidate:.*$/gm) ?? []) note({ candidate: candidate.slice(2) });
    await peer.setRemoteDescription({ type: 'offer', sdp: sdpOfWay(way, offer.sdp) });
    take = (candidate) => {
      if (note(candidate)) peer.addIceCandidate(candidate).catch(() => {}); // One that cannot be read is no way in.
    };
    for (const candidate of early) take(candidate);
    await peer.setLocalDescription(await peer.createAnswer());
    channel.answer(way, sdpOfWay(way, peer.localDescription?.sdp ?? ''));
    if (await connected) return { isOpen: true, ...(await selectedPair(peer)) };
    if (way === 'relay' ? relays.length === 0 : ports.size === 0) return 'notOffered';
    return { isOpen: false, ports: [...ports].sort((a, b) => a - b) };
  } finally {
    stop();
    peer.close();
    channel.letGo(way);
  }
}

function untilConnected(peer: RTCPeerConnection): Promise<boolean> {
  return answerWithin(patienceMs, false, (answer) => {
    peer.addEventListener('connectionstatechange', () => {
      const { connectionState } = peer;
      if (connectionState === 'connected' || connectionState === 'failed') answer(connectionState === 'connected');
    });
  });
}

interface PairStats {
  readonly id: string;
  readonly type: string;
  readonly state?: string;
  readonly nominated?: boolean;
  readonly currentRoundTripTime?: number;
  readonly localCandidateId?: string;
  readonly relayProtocol?: string;
}

async function selectedPair(
  peer: RTCPeerConnection,
): Promise<Pick<Extract<WayFound, { isOpen: true }>, 'roundTripMs' | 'relayOver'>> {
  const all = [...((await peer.getStats()) as unknown as ReadonlyMap<string, PairStats>).values()];
  const pair = all.find(({ type, state, nominated }) => type === 'candidate-pair' && state === 'succeeded' && nominated !== false);
  const over = all.find(({ id }) => id === pair?.localCandidateId)?.relayProtocol;
  return {
    roundTripMs: pair?.currentRoundTripTime === undefined ? null : pair.currentRoundTripTime * 1000,
    relayOver: over === 'udp' || over === 'tcp' || over === 'tls' ? over : null,
  };
}

function isRelay({ urls }: RelayServer): boolean {
  return urls.some((url) => /^turns?:/.test(url));
}

function portsOfRelay({ urls }: RelayServer): number[] {
  return urls.flatMap((url) => {
    const [, kind, port] = /^(turns?):[^:?]+(?::(\d+))?/.exec(url) ?? [];
    return kind === undefined ? [] : [Number(port ?? (kind === 'turns' ? 5349 : 3478))];
  });
}
