// The records in the embedded database, in a real folder.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../server/database/database.ts';
import { recordsContract } from './records-suite.ts';

describe('records in PGlite', () => {
  recordsContract(async () => {
    const dir = await mkdtemp(join(tmpdir(), 'balint-room-records-'));
    return { place: { folder: join(dir, 'database') }, stop: () => rm(dir, { recursive: true }) };
  });

  test('says where it cannot be opened', async () => {
    await expect(openDatabase({ folder: '/proc/nowhere/database' })).rejects.toThrow(
      /The records in \/proc\/nowhere\/database cannot be opened/,
    );
  });
});
