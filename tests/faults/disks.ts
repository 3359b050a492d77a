// Redis and PostgreSQL find their disks full, and come back when there is space. Each function answers with the milliseconds since that return.
import pg from 'pg';
import { openLink } from '../../scripts/rehearse/personal-link.ts';
import { nowMs } from '../bench/machine.ts';
import type { FaultStage } from './fault-stage.ts';

/** Because every write must be on disk before it counts, Redis ends at the first one that does not fit. */
export async function fillRedisDisk(stage: FaultStage): Promise<number> {
  const disk = stage.cluster.disk('redis');
  disk.fill();
  await stage.until('Redis has ended', async () => stage.cluster.pid('redis') === 0);
  for (const { name } of stage.cluster.apps) await stage.isReady(name, false);
  disk.free();
  await stage.cluster.start('redis');
  const back = nowMs();
  return (await stage.recovered(back)) - back;
}

/** The room goes on; whoever presses on the page of a personal link is told to try again, and gets in once there is space. */
export async function fillPostgresDisk(stage: FaultStage): Promise<number> {
  const disk = stage.cluster.disk('postgres');
  disk.fill();
  await stage.until('PostgreSQL has no room for its journal', () => cannotWrite(stage.cluster.databaseUrl));
  const link = stage.cluster.link('Eva');
  /** Empty if it opened. */
  const opened = () =>
    openLink(link).then(
      () => '',
      (failure: unknown) => String(failure),
    );
  const refused = await opened();
  if (!refused.includes('(503)')) throw new Error(`with a full disk a press on a link: ${refused || 'opened it'}`);
  await stage.recovered(nowMs());
  disk.free();
  if (stage.cluster.pid('postgres') === 0) await stage.cluster.start('postgres');
  const back = nowMs();
  await stage.until('the link opens', async () => (await opened()) === '');
  return nowMs() - back;
}

/** Fills one file of the journal, so that the next one is needed. */
async function cannotWrite(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => undefined); // the statement itself fails
  try {
    await client.connect();
    await client.query(`select pg_logical_emit_message(false, 'disk', 'full')`);
    await client.query('select pg_switch_wal()');
    return false;
  } catch {
    return true;
  } finally {
    await client.end().catch(() => undefined);
  }
}
