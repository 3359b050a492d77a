// The addresses of the page: what the server answers with it, and what the page makes of its own address.

/** Nobody's: it says that this browser is signed out. The server never sees what stands behind the `#`. */
export const signedOutAddress = '/#signed-out';

/** Where one signs in with an account, to come to that page of ours afterwards. */
export function enterAddress(to: string): string {
  return `/enter?to=${encodeURIComponent(to)}`;
}

export function seatAddress(seat: string): string {
  return `/seat/${seat}`;
}

/** The personal links of a group, as the leader in this seat may see them. */
export function linksAddress(seat: string): string {
  return `${seatAddress(seat)}/links`;
}

/** The check of a device; without a seat it cannot try sound and video. */
export function checkAddress(seat: string | null): string {
  return seat === null ? '/check' : `/check/${seat}`;
}

/** A person's calendar; `sealed` is made by the server. */
export function feedAddress(sealed: string): string {
  return `/calendar/${sealed}.ics`;
}
