// A page that the room opens in a tab of its own knows so by what stands behind the `#`, which the server never sees.

const sign = '#beside-the-room';

export function besideRoom(address: string): string {
  return address + sign;
}

export function isBesideRoom({ hash }: Pick<Location, 'hash'>): boolean {
  return hash === sign;
}
