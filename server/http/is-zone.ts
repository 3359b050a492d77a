// Whether this server's own clock knows a time zone by that name.

export function isZone(zone: string): boolean {
  // A fixed offset is no zone: it never shifts.
  if (/^[+-]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
