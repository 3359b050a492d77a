// Reads from ICE candidates and descriptions which way they belong to. Pure text.
import type { Way } from '../../../shared/protocol/check.ts';

/** `candidate:<foundation> <component> <protocol> <priority> <address> <port> typ <type> …` */
const shape = /^candidate:\S+ \d+ (\w+) \d+ \S+ (\d+) typ (\w+)/i;

export function isOfWay(way: Way, candidate: string): boolean {
  const [, protocol = '', , type = ''] = shape.exec(candidate) ?? [];
  if (way === 'relay') return type.toLowerCase() === 'relay';
  return type.toLowerCase() !== 'relay' && protocol.toLowerCase() === way;
}

export function portOf(candidate: string): number {
  return Number(shape.exec(candidate)?.[2] ?? 0);
}

/** The description without candidates of other ways. Towards a relay all of the other side's count: the relay speaks to them. */
export function sdpOfWay(way: Way, sdp: string): string {
  return sdp
    .split('\r\n')
    .filter((line) => !line.startsWith('a=candidate:') || way === 'relay' || isOfWay(way, line.slice('a='.length)))
    .join('\r\n');
}
