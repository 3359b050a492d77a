// `npm run rehearse`: one person tries leading alone while simulated members fill the other chairs of a running server.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chairsToFill, namesIn } from './chairs-to-fill.ts';
import type { PersonalLink } from './member.ts';
import { type Company, startMembers } from './members.ts';

const baseUrl = process.env.REHEARSE_URL ?? 'http://127.0.0.1:3000';
const dataDir = process.env.REHEARSE_DATA ?? 'data';
let company: Company | null = null;
let isEnding = false;

async function linksOf(folder: string): Promise<readonly PersonalLink[]> {
  const note = JSON.parse(await readFile(join(folder, 'server.json'), 'utf8'));
  return note.links;
}

async function rehearse(): Promise<void> {
  const links = await linksOf(dataDir);
  const { free, filled } = chairsToFill(links, {
    as: process.env.REHEARSE_AS,
    except: process.env.REHEARSE_EXCEPT,
    number: process.env.REHEARSE_NUMBER,
  });
  company = await startMembers({
    baseUrl,
    links,
    names: filled.map(({ name }) => name),
    behaviour: 'lifelike',
    apartMs: 1200,
    onTaken: (name) => console.log(`${name}'s chair is taken.`),
  });
  const present = company.members.filter(({ goodbye }) => goodbye === null);
  console.log(`\n${namesIn(present)} ${present.length < 2 ? 'is' : 'are'} in the room.`);
  for (const { name, url } of free) console.log(`${name}'s chair is free for you: ${url}`);
}

async function end(): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  await company?.stop();
  process.exit(0);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end());
rehearse().catch((failure: unknown) => {
  console.error(`The rehearsal could not begin: ${failure instanceof Error ? failure.message : String(failure)}`);
  process.exit(1);
});
