// The requests of the page on which a leader hands out personal links. Answers are values; nothing is thrown.
import type { NamedGuest } from '../../../shared/protocol/guest.ts';
import type { NamingOutcome, PersonalLink } from '../model/other-props.ts';
import { ask, type Failed } from './doorstep-api.ts';

const notNamed = ['malformed', 'no-meeting', 'circle-full'] as const;

export async function fetchLinks(seat: string): Promise<readonly PersonalLink[] | Failed> {
  const answer = await ask<{ links: (Omit<PersonalLink, 'address'> & { url: string })[] }>('GET', `/api/seats/${seat}/links`);
  return typeof answer === 'string' ? answer : answer.links.map(({ url, ...link }) => ({ ...link, address: url }));
}

export async function renewLink(seat: string, other: string): Promise<boolean> {
  return typeof (await ask<object>('POST', `/api/seats/${seat}/links/${other}/renew`)) === 'object';
}

export async function nameGuest(seat: string, name: string): Promise<NamingOutcome> {
  try {
    const response = await fetch(`/api/seats/${seat}/guests`, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify({ name } satisfies NamedGuest),
    });
    if (response.ok) return 'named';
    const { error } = (await response.json()) as { readonly error: unknown };
    return notNamed.find((why) => why === error) ?? 'failed';
  } catch {
    return 'failed';
  }
}
