// What a started server says: `ready`, the personal links (for a trial) or where to find them, and a note file for other programs.

import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Role } from '../shared/ritual/roles.ts';
import { roleNames } from '../shared/words/en.ts';
import { oldZoneData } from './dates/zones.ts';
import type { Accounts } from './ports/records.ts';
import type { Config } from './process/config.ts';
import { isLoopback } from './process/weak-secrets.ts';

export interface PersonalLink {
  readonly name: string;
  readonly role: Role;
  readonly url: string;
}

export async function personalLinks(accounts: Accounts, groupId: string, url: string): Promise<PersonalLink[]> {
  return (await accounts.links(groupId)).map(({ name, role, token }) => ({ name, role, url: `${url}/in/${token}` }));
}

/** `links` are the lines about the personal links. */
export function greeting(url: string, links: readonly string[], media: Config['media']): string {
  const noSound = media.kind === 'none' ? [withoutSound(media.why), ''] : soundHereAlone(url, media);
  const old = oldZoneData();
  return [...noSound, `ready ${url}`, '', ...links, ...(old === null ? [] : ['', old])].join('\n');
}

/** For somebody trying it out at a terminal: a link that signs them in, to make a group of their own. */
export function ownGroup(link: string): string[] {
  return ['Make your own group (this link signs you in; it opens once, within 24 hours):', `  ${link}`, ''];
}

/** For somebody trying it out at a terminal. */
export function linksToOpen(groupName: string, links: readonly PersonalLink[]): string[] {
  if (links.length === 0) return [];
  const width = Math.max(0, ...links.map(({ name, role }) => name.length + roleNames[role].length));
  const line = ({ name, role, url: link }: PersonalLink) => `  ${`${name}, ${roleNames[role]}`.padEnd(width + 2)}  ${link}`;
  return [
    `Try the invented group, the ${groupName} (each link opens one person's seat; several fit in one browser):`,
    ...links.map(line),
    '',
    'Alone? `npm run rehearse` in another terminal fills the other chairs. Ctrl-C stops.',
  ];
}

/** For an installation, where output is kept as a log. */
export function linksElsewhere(dataDir: string, links: readonly PersonalLink[]): string[] {
  return links.length === 0
    ? ['Coordinators are named with `npm run coordinator -- --program NAME --mail ADDRESS`, which prints a link to sign in.']
    : [`The personal links of the invented group are in ${noteIn(dataDir)}, which its owner alone may read.`];
}

/** For a server that listens on every address. */
export function otherAddresses([address, ...more]: readonly string[]): string[] {
  if (address === undefined || isLoopback(new URL(address).hostname) || address.startsWith('https:')) return [];
  const also = more.length === 0 ? [] : [`The same links open at ${more.join(' and ')}.`];
  return [
    '',
    ...also,
    'Browsers give camera and microphone to pages from https:// or this machine alone: others need a name with a certificate (PUBLIC_URL; docs/operations.md).',
  ];
}

function withoutSound(why: string): string {
  return [
    `There is no sound and no picture: ${why}`,
    'The room opens all the same, with the ritual alone. Three ways to get sound:',
    '  1. install Go 1.26 or newer (https://go.dev/dl) and start again: LiveKit is then built for you',
    '  2. put `livekit-server` 1.13.5 on the PATH and start again',
    '  3. set LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET to a LiveKit server of yours',
  ].join('\n');
}

/** Behind a tunnel, for a try, that may be meant. */
function soundHereAlone(url: string, media: Config['media']): string[] {
  if (media.kind !== 'own' || isThisMachine(new URL(url).hostname)) return [];
  if (media.mediaIp !== undefined && !isLoopback(media.mediaIp)) return [];
  const why = media.mediaIp === undefined ? 'MEDIA_IP is not set' : `MEDIA_IP=${media.mediaIp} is this machine alone`;
  return [
    `Only browsers on this machine have sound and picture: ${why}. Set it to the address at which people reach this machine (docs/operations.md).`,
    '',
  ];
}

function isThisMachine(hostname: string): boolean {
  return isLoopback(hostname) || hostname.endsWith('.localhost');
}

function noteIn(dataDir: string): string {
  return join(dataDir, 'server.json');
}

/** Lets other programs of this user find the running server. It contains links of the invented group and of a trial alone, so only its owner may read it. */
export async function leaveNote(
  dataDir: string,
  note: { pid: number; url: string; links: readonly PersonalLink[]; ownGroup?: string },
): Promise<() => Promise<void>> {
  const path = noteIn(dataDir);
  await rm(path, { force: true });
  await writeFile(path, `${JSON.stringify(note, null, 2)}\n`, { mode: 0o600 });
  return () => rm(path, { force: true });
}
