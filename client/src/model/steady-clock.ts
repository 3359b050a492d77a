// The time that the room counts by: it begins with the page and goes on evenly, whatever somebody does to this device's clock meanwhile (R8.1).

/** Milliseconds since 1970, as this device's clock told them when the page was loaded and evenly from there. */
export function steadyNow(): number {
  return performance.timeOrigin + performance.now();
}

/** A moment of the server's time as the clock on this device's wall shows it now. `clockOffset`: the server's clock minus `steadyNow`, ms. */
export function onThisClock(serverTime: number, clockOffset: number): number {
  return serverTime - clockOffset - steadyNow() + Date.now();
}
