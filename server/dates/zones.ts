// Names of time zones: which are accepted, and how they are written. A zone is a place whose clocks change; a fixed offset is none.
import { Temporal } from 'temporal-polyfill';

/** `Area/Place`, and UTC. `EST`, `Etc/GMT+5` and the like stand still while people's clocks change. */
const places =
  /^(africa|america|antarctica|arctic|asia|atlantic|australia|brazil|canada|chile|europe|indian|mexico|pacific|us)\/[a-z0-9_+/-]+$/i;

/** The rules by which this process reckons, such as `2026c`. */
export const zoneData = process.versions.tz ?? 'unknown';
/** Since then Vancouver, Edmonton and Casablanca no longer change their clocks. */
const newestKnown = '2026c';

/** In words for whoever runs the server, or null. */
export function oldZoneData(data = zoneData): string | null {
  if (data >= newestKnown && data !== 'unknown') return null;
  return `This Node.js reckons time zones by the rules of ${data}; those of ${newestKnown} differ for Vancouver, Edmonton and Casablanca. Node 24 has the newer ones.`;
}

/** As it is kept: in the spelling it was given (`Asia/Kolkata` stays that), with its capitals. Null for what is no zone. */
export function readZone(name: string): string | null {
  if (name.length > 64 || (!places.test(name) && name.toUpperCase() !== 'UTC')) return null;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch {
    return null;
  }
}
