// What a few pings say together: how far the server is, and how far this device's clock is from its own. Pure.

export interface Ping {
  readonly roundTripMs: number;
  /** The server's clock minus this device's, ms, as if both ways had taken the same time. */
  readonly clockOffset: number;
}

export function pingOf(roundTripMs: number, sentAt: number, serverNow: number): Ping {
  return { roundTripMs, clockOffset: serverNow - (sentAt + roundTripMs / 2) };
}

/** The middle one; of an even number the lower. Null without any. */
export function middleRoundTrip(pings: readonly Ping[]): number | null {
  const sorted = pings.map(({ roundTripMs }) => roundTripMs).sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length / 2) - 1] ?? null;
}

/** By the fastest ping: where little time passed, the two directions cannot differ by much. */
export function clockOffsetOf(pings: readonly Ping[]): number | null {
  const [quickest] = [...pings].sort((a, b) => a.roundTripMs - b.roundTripMs);
  return quickest?.clockOffset ?? null;
}
