// The private lines this person may read (R7.1), oldest first. The server sends the thread again after a break, so a line counts once.
import type { HeardWhisper } from '../../../shared/protocol/messages.ts';

const kept = 100;

export function withWhisper(whispers: readonly HeardWhisper[], heard: HeardWhisper): readonly HeardWhisper[] {
  const isKnown = whispers.some(
    ({ at, from, to, text }) => at === heard.at && from === heard.from && to === heard.to && text === heard.text,
  );
  if (isKnown) return whispers;
  return [...whispers, heard].sort((a, b) => a.at - b.at).slice(-kept);
}
