// Comes in by a personal link as a person does: open the link, press, keep the cookie, say yes to the contract.

export interface Seat {
  readonly ref: string;
  readonly cookie: string;
  /** The server's own address, for the Origin header that a browser would send. */
  readonly origin: string;
}

/** Throws when the link is refused. */
export async function openLink(url: string): Promise<Seat> {
  const seat = await comeIn(url);
  await acceptContract(seat);
  return seat;
}

/** Goes to the doorstep, where the contract may be waiting. */
export async function comeIn(url: string): Promise<Seat> {
  const { origin } = new URL(url);
  const accept = 'application/json';
  const seen = await fetch(url, { redirect: 'manual', headers: { accept } });
  if (!seen.ok) throw new Error(`a personal link was not accepted (${seen.status})`);
  const { pass } = (await seen.json()) as { pass: string };
  const answer = await fetch(url, {
    method: 'POST',
    headers: { accept, origin, 'content-type': 'application/json' },
    body: JSON.stringify({ pass, endsWithBrowser: false }),
  });
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .find((pair) => /^(__Host-)?br_/.test(pair));
  const ref = cookie?.match(/br_([^=]+)=/)?.[1];
  if (!cookie || !ref) throw new Error(`a personal link was not accepted (${answer.status})`);
  return { ref, cookie, origin };
}

async function acceptContract({ ref, cookie, origin }: Seat): Promise<void> {
  const answer = await fetch(`${origin}/api/seats/${ref}/contract`, { method: 'POST', headers: { cookie, origin } });
  if (!answer.ok) throw new Error(`the contract could not be accepted (${answer.status})`);
}
