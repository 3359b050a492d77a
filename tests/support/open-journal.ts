// Reads rooms' sealed journals, as their own servers do.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogEntry } from '../../server/ports/rooms.ts';
import { FileRoomKeys } from '../../server/roomlogs/file-room-keys.ts';
import { FileRoomLog } from '../../server/roomlogs/file-room-log.ts';
import { KeyRing } from '../../server/roomlogs/room-keys.ts';
import { SealedLog } from '../../server/roomlogs/sealed-log.ts';

const ending = '.journal';

/** The one room in a data folder that contains its own secret. The server may be running: only complete lines are read, and nothing is written. */
export async function openJournal(dataDir: string): Promise<readonly LogEntry[]> {
  const rooms = join(dataDir, 'rooms');
  const [name = ''] = (await readdir(rooms)).filter((each) => each.endsWith(ending));
  const secret = (await readFile(join(dataDir, 'secret'), 'utf8')).trim();
  const keys = new KeyRing(await FileRoomKeys.open(join(dataDir, 'keys'), secret));
  const log = new SealedLog(await FileRoomLog.open(rooms), keys);
  try {
    return await log.read(name.slice(0, -ending.length), 0);
  } finally {
    await log.close();
  }
}
