// Judges the ways for sound and picture, each beside the others: one that is open makes the rest matter less. Pure; the words are given.
import { type Way, ways } from '../../../../shared/protocol/check.ts';
import type { Measured, WayFound } from '../../model/measured.ts';
import type { Words } from '../../words/en.ts';
import type { Finding } from './finding.ts';

type WayWords = Words['check']['way'];

export function wayFindings({ ways: found }: Measured, { way: words }: Words['check']): readonly Finding[] {
  const isOpen = (way: Way) => isOpenWay(found[way]);
  const someOpen = ways.some(isOpen);
  const allKnown = ways.every((way) => found[way] !== 'waiting');
  return ways.map((way) => {
    const now = found[way];
    if (isOpenWay(now)) return open(way, now, way === 'relay' && allKnown && !isOpen('udp') && !isOpen('tcp'), words);
    return closed(way, now, { someOpen, allKnown, ports: portsOf(found, words) }, words);
  });
}

type OpenWay = Extract<WayFound, { isOpen: true }>;

function isOpenWay(found: WayFound): found is OpenWay {
  return typeof found === 'object' && found.isOpen;
}

function open(way: Way, { roundTripMs, relayOver }: OpenWay, isOnly: boolean, words: WayWords): Finding {
  const says = [roundTripMs === null ? words.open : words.openIn(Math.max(1, Math.round(roundTripMs)))];
  if (relayOver !== null) says.push(words.relayed[relayOver]);
  return { id: way, verdict: isOnly ? 'fair' : 'good', says: says.join(' '), todo: isOnly ? words.onlyRelay : null };
}

interface Beside {
  readonly someOpen: boolean;
  readonly allKnown: boolean;
  readonly ports: string;
}

function closed(way: Way, now: Exclude<WayFound, OpenWay>, { someOpen, allKnown, ports }: Beside, words: WayWords): Finding {
  if (now === 'waiting') return { id: way, verdict: 'open', says: words.waiting, todo: null };
  if (now === 'notSignedIn' || now === 'untried') return { id: way, verdict: 'none', says: words[now], todo: null };
  if (now === 'none') return { id: way, verdict: 'bad', says: words.none, todo: words.noneTodo };
  if (now === 'unavailable') return { id: way, verdict: 'bad', says: words.unavailable, todo: words.laterTodo };
  if (now === 'notOffered') {
    return way === 'udp' && allKnown && !someOpen
      ? { id: way, verdict: 'bad', says: words.noWay, todo: words.noneTodo }
      : { id: way, verdict: 'none', says: words.notOffered, todo: null };
  }
  if (someOpen) return { id: way, verdict: 'none', says: words.closedNeedless, todo: null };
  // Another way that is still being tried may yet make this one unnecessary.
  return allKnown
    ? { id: way, verdict: 'bad', says: words.closed, todo: words.todo(ports) }
    : { id: way, verdict: 'open', says: words.waiting, todo: null };
}

/** What to ask a network's administrators for, of the ways that are closed. */
function portsOf(found: Measured['ways'], words: WayWords): string {
  const named = ways.flatMap((way) => {
    const now = found[way];
    return typeof now === 'object' && !now.isOpen ? now.ports.map((port) => words.port[way](port)) : [];
  });
  return named.length === 0 ? words.anyPort : [...new Set(named)].join(', ');
}
