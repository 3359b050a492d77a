// The time that the room counts by: it begins with the page and runs evenly, whatever happens to this device's clock (R8.1).

/** Milliseconds since 1970 by this device's clock when the page was loaded, counted evenly from there. */
export function steadyNow(): number {
  return performance.timeOrigin + performance.now();
}

/** A moment of the server's time, as this device's own clock shows it now. `clockOffset`: the server's clock minus `steadyNow`, ms. */
export function onThisClock(serverTime: number, clockOffset: number): number {
  return serverTime - clockOffset - steadyNow() + Date.now();
}
