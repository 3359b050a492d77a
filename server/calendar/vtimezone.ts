// A zone as a calendar file describes it, from the same rules by which the meetings were reckoned.
import { type ClockChange, clockChanges } from '../dates/zoned.ts';

/** Right from `from` to `to`. */
export function vtimezone(zone: string, from: number, to: number): string {
  const parts = clockChanges(zone, from, to).flatMap(observance);
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...parts, 'END:VTIMEZONE'].join('\r\n');
}

function observance({ local, before, after }: ClockChange): string[] {
  const kind = minutesOf(after) > minutesOf(before) ? 'DAYLIGHT' : 'STANDARD';
  return [
    `BEGIN:${kind}`,
    `DTSTART:${local.replace(/[-:]/g, '')}`,
    `TZOFFSETFROM:${before.replaceAll(':', '')}`,
    `TZOFFSETTO:${after.replaceAll(':', '')}`,
    `END:${kind}`,
  ];
}

function minutesOf(offset: string): number {
  const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number);
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
