// Records with a past: a meeting that is over, sessions, an accepted contract, a renewed link. And their whole content, for comparing.
import { sql } from 'kysely';
import { type Database, type DatabasePlace, openDatabase } from '../../server/database/database.ts';
import type { Tables } from '../../server/database/tables.ts';
import { demoGroupId } from '../../server/groups/demo-group.ts';
import { pressed } from '../support/press.ts';
import { attended, type RecordsStage, stageOn } from './records-stage.ts';

interface Opened {
  readonly ref: string;
  readonly session: string;
  readonly token: string;
}

export interface LivedIn extends RecordsStage {
  readonly ben: Opened;
  /** Who opened a session and ended it. */
  readonly signedOut: Opened;
}

export async function livedIn(place: DatabasePlace): Promise<LivedIn> {
  const stage = await stageOn(await openDatabase(place));
  const { accounts, groups, clock } = stage;
  const links = await accounts.links(demoGroupId);
  const signIn = async (name: string): Promise<Opened> => {
    const token = links.find((link) => link.name === name)?.token ?? '';
    const opened = await pressed(accounts, token);
    if (!opened) throw new Error(`the link of ${name} opened nothing`);
    return { ...opened, token };
  };
  const [ben, signedOut, cid] = [await signIn('Ben'), await signIn('Dee'), await signIn('Cid')];
  await groups.acceptContract(ben.ref);
  await accounts.signOut(signedOut.ref, signedOut.session);
  await accounts.renewLink(demoGroupId, cid.ref);
  await groups.nameGuest(demoGroupId, 'Eve');
  const meeting = await groups.currentMeeting(demoGroupId);
  const { seats } = await groups.roster(demoGroupId);
  await clock.advance(90 * 60_000);
  await groups.closeMeeting(
    meeting?.id ?? '',
    seats.map(({ personId, role }, index) => attended(personId, role === 'member' ? 'member' : 'leader', 60 + index, clock.now())),
    2,
  );
  // Values of every kind that could be damaged on the way through a file.
  await stage.db.insertInto('groups').values({ id: 'odd', name: 'Línea "1"\n\t\\ \u2028 Grüße 🙂 {"table":"x"}' }).execute();
  return { ...stage, ben, signedOut };
}

/** Every row of each of our tables, in a fixed order. */
export async function everythingIn(db: Database): Promise<Partial<Record<keyof Tables, Record<string, unknown>[]>>> {
  const tables = (await db.introspection.getTables()).map(({ name }) => name).sort();
  const found: Record<string, Record<string, unknown>[]> = {};
  for (const name of tables) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(db);
    found[name] = rows.sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  }
  return found;
}
